import { Badge, Button, Drawer, Group, SegmentedControl, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClock, IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { api, client, type Of, queries } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { moment } from '~/words/say'
import { useEventWord, useOutcomeWord } from './eventWords'

const useWords = words(
  'webhookMessages',
  {
    title: 'Messages to {{url}}',
    about:
      'What does not arrive is tried nine times within about a day, then it stays here as failed. Those that arrived stay for 7 days, others for 30. At most the newest 200 are shown.',
    which: 'Which messages',
    any: 'All',
    waiting: 'Waiting',
    running: 'Under way',
    failed: 'Failed',
    done: 'Arrived',
    empty: 'No messages',
    emptyAbout: 'A message comes into being when something happens that this webhook is told of.',
    tries_one: '{{count}} try',
    tries_other: '{{count}} tries',
    next: 'next {{moment}}',
    again: 'Send again',
    againOne: 'Send again: {{event}}, {{moment}}',
    going: 'It is on its way again',
  },
  {
    title: '发往 {{url}} 的消息',
    about:
      '未送达的消息约一天内最多尝试九次，仍不成功则标为失败。已送达的保留 7 天，其余保留 30 天。最多显示最新 200 条。',
    which: '消息状态',
    any: '全部',
    waiting: '等待中',
    running: '发送中',
    failed: '失败',
    done: '已送达',
    empty: '没有消息',
    emptyAbout: '发生此 Webhook 订阅的事件时，这里会出现消息。',
    tries_other: '已尝试 {{count}} 次',
    next: '下次 {{moment}}',
    again: '重新发送',
    againOne: '重新发送：{{event}}，{{moment}}',
    going: '已重新发送',
  },
)

const STATES = ['waiting', 'failed', 'done'] as const
const LOOKS = {
  waiting: { color: 'yellow', Icon: IconClock },
  running: { color: 'blue', Icon: IconPlayerPlay },
  failed: { color: 'red', Icon: IconAlertTriangle },
  done: { color: 'teal', Icon: IconCheck },
} as const

/** The messages of a webhook beside the list: what became of each, and another try. */
export function Deliveries({ webhook, onClose }: { webhook: Of<'WebhookOut'>; onClose: () => void }) {
  const t = useWords()
  const common = useCommon()
  const [state, setState] = useState<string>('any')
  const asked = STATES.find((one) => one === state)
  const path = { id: webhook.id }
  const messages = api.useQuery(
    'get',
    '/api/webhooks/{id}/deliveries',
    { params: { path, query: { state: asked } } },
    { refetchInterval: 5_000 },
  )
  return (
    <Drawer
      opened
      onClose={onClose}
      position="right"
      size="lg"
      title={t('title', { url: webhook.url })}
      closeButtonProps={{ 'aria-label': common('close') }}
      styles={{
        header: { background: 'var(--surface)', zIndex: 4 },
        title: { fontWeight: 650, overflowWrap: 'anywhere' },
      }}
    >
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          {t('about')}
        </Text>
        <Group>
          <SegmentedControl
            aria-label={t('which')}
            value={state}
            onChange={setState}
            data={[{ value: 'any', label: t('any') }, ...STATES.map((value) => ({ value, label: t(value) }))]}
          />
        </Group>
        <Loaded
          query={messages}
          lines={6}
          isEmpty={(all) => all.length === 0}
          empty={<Empty title={t('empty')}>{t('emptyAbout')}</Empty>}
        >
          {(all) => (
            <Stack component="ul" gap={0} p={0} m={0} style={{ listStyle: 'none' }}>
              {all.map((message) => (
                <Message key={message.id} message={message} webhook={webhook} />
              ))}
            </Stack>
          )}
        </Loaded>
      </Stack>
    </Drawer>
  )
}

/** One message: what happened, how it stands, how the last try ended. */
function Message({ message, webhook }: { message: Of<'DeliveryOut'>; webhook: Of<'WebhookOut'> }) {
  const t = useWords()
  const event = useEventWord()
  const outcome = useOutcomeWord()
  const programName = useProgramName()
  const tell = useTellProblem()
  const [busy, setBusy] = useState(false)
  const state = (Object.keys(LOOKS) as (keyof typeof LOOKS)[]).find((one) => one === message.state) ?? 'waiting'
  const { color, Icon } = LOOKS[state]
  const told = outcome(message)
  const again = async () => {
    setBusy(true)
    const { error } = await client
      .POST('/api/webhooks/{id}/deliveries/{delivery}/retry', {
        params: { path: { id: webhook.id, delivery: message.id } },
      })
      .catch((error) => ({ error }))
    setBusy(false)
    if (error) return tell(error)
    tellDone(t('going'))
    void queries.invalidateQueries({ queryKey: ['get', '/api/webhooks/{id}/deliveries'] })
    void queries.invalidateQueries({ queryKey: ['get', '/api/webhooks'] })
  }
  const facts = [
    moment(message.created_ms),
    message.program && programName(message.program),
    message.tries > 0 && t('tries', { count: message.tries }),
    message.next_ms && message.tries > 0 && webhook.on && t('next', { moment: moment(message.next_ms) }),
  ].filter(Boolean)
  return (
    <Group
      component="li"
      py="xs"
      gap="sm"
      wrap="nowrap"
      align="flex-start"
      style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}
    >
      <Stack gap={2} flex={1} miw={0}>
        <Text size="sm" fw={600}>
          {event(message.event)}
        </Text>
        <Text size="xs" c="dimmed">
          {facts.join(' · ')}
        </Text>
        {told && (
          <Text size="sm" c={state === 'done' ? 'dimmed' : 'var(--against)'} style={{ overflowWrap: 'anywhere' }}>
            {told}
          </Text>
        )}
      </Stack>
      <Stack gap={4} align="flex-end" flex="none">
        <Badge color={color} leftSection={<Icon size={13} aria-hidden />}>
          {t(state)}
        </Badge>
        {webhook.on && (state === 'failed' || (state === 'waiting' && message.tries > 0)) && (
          <Button
            size="compact-sm"
            variant="subtle"
            loading={busy}
            aria-label={t('againOne', { event: event(message.event), moment: moment(message.created_ms) })}
            onClick={() => void again()}
          >
            {t('again')}
          </Button>
        )}
      </Stack>
    </Group>
  )
}
