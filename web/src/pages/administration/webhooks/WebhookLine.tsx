import { ActionIcon, Badge, Button, Code, Group, Menu, Stack, Table, Text, Tooltip } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconDots } from '@tabler/icons-react'
import { useState } from 'react'
import { client, type Of, queries } from '~/api/client'
import { useProgramName } from '~/api/names'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { day, moment } from '~/words/say'
import { standingOf } from './events'
import { useEventWord, useOutcomeWord } from './eventWords'
import { useWebhookWords } from './webhookWords'

const COLORS = { on: 'teal', struggling: 'yellow', off: 'gray', failing: 'red', gone: 'red' } as const
const SHOWN = 2

/** One webhook: where it goes, what it is told of, how it stands; a test with its result, and everything else that can be done with it. */
export function WebhookLine({
  webhook,
  onMessages,
  onEdit,
  onSecret,
}: {
  webhook: Of<'WebhookOut'>
  onMessages: () => void
  onEdit: () => void
  onSecret: (secret: string) => void
}) {
  const t = useWebhookWords()
  const common = useCommon()
  const event = useEventWord()
  const outcome = useOutcomeWord()
  const programName = useProgramName()
  const tell = useTellProblem()
  const [testing, setTesting] = useState(false)
  const [result, setResult] = useState<Of<'TestOut'>>()
  const standing = standingOf(webhook)
  const params = { path: { id: webhook.id } }
  const { url } = webhook
  const heard = () => void queries.invalidateQueries({ queryKey: ['get', '/api/webhooks'] })

  const test = async () => {
    setTesting(true)
    setResult(undefined)
    const { data, error } = await client
      .POST('/api/webhooks/{id}/test', { params })
      .catch((error) => ({ data: undefined, error }))
    setTesting(false)
    if (!data) return tell(error)
    setResult(data)
  }
  const turn = async (on: boolean) => {
    const { error } = await client.PATCH('/api/webhooks/{id}', { params, body: { on } }).catch((error) => ({ error }))
    if (error) return tell(error)
    tellDone(t(on ? 'nowOn' : 'nowOff'))
    heard()
  }
  const rotate = async () => {
    const { data, error } = await client
      .POST('/api/webhooks/{id}/secret', { params })
      .catch((error) => ({ data: undefined, error }))
    if (!data) return tell(error)
    onSecret(data.secret)
  }
  const remove = async () => {
    const { error } = await client.DELETE('/api/webhooks/{id}', { params }).catch((error) => ({ error }))
    if (error) return tell(error)
    tellDone(t('deleted'))
    heard()
  }
  const ask = (title: string, about: string, confirm: string, run: () => Promise<unknown>) =>
    modals.openConfirmModal({
      title,
      children: (
        <Stack gap="xs">
          <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
            {url}
          </Code>
          <Text size="sm">{about}</Text>
        </Stack>
      ),
      labels: { confirm, cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void run(),
    })

  const rest = webhook.events.slice(SHOWN)
  return (
    <Table.Tr>
      <Table.Td maw={360}>
        <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
          {url}
        </Text>
        <Text size="xs" c="dimmed">
          {webhook.programs.length > 0 ? webhook.programs.map(programName).join(' · ') : common('allPrograms')}
        </Text>
        <div role="status">
          {result && (
            <Text size="sm" c={result.arrived ? 'teal' : 'var(--against)'}>
              {t(result.arrived ? 'testArrived' : 'testFailed')}: {outcome(result)}
            </Text>
          )}
        </div>
      </Table.Td>
      <Table.Td>
        {webhook.events.slice(0, SHOWN).map((one) => (
          <Text key={one} size="sm">
            {event(one)}
          </Text>
        ))}
        {rest.length > 0 && (
          <Tooltip label={rest.map((one) => <div key={one}>{event(one)}</div>)}>
            <Text size="sm" td="underline dotted" span tabIndex={0}>
              {t('more', { count: rest.length })}
            </Text>
          </Tooltip>
        )}
      </Table.Td>
      <Table.Td>
        <Badge color={COLORS[standing]}>{t(standing)}</Badge>
        <Text size="xs" c="dimmed" mt={4}>
          {standing === 'struggling'
            ? t('strugglingSince', { moment: moment(webhook.failing_ms ?? 0) })
            : standing === 'on'
              ? webhook.delivered_ms
                ? t('last', { moment: moment(webhook.delivered_ms) })
                : t('nothingYet')
              : t(`${standing}Since`, { day: day(webhook.off_ms ?? 0) })}
        </Text>
        {webhook.waiting > 0 && <Text size="xs">{t('waiting', { count: webhook.waiting })}</Text>}
      </Table.Td>
      <Table.Td>
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <Button
            size="compact-sm"
            variant="default"
            loading={testing}
            aria-label={t('testOne', { url })}
            onClick={() => void test()}
          >
            {t('test')}
          </Button>
          <Button size="compact-sm" variant="subtle" aria-label={t('messagesOne', { url })} onClick={onMessages}>
            {t('messages')}
          </Button>
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('actionsOne', { url })}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item onClick={onEdit}>{common('edit')}</Menu.Item>
              <Menu.Item onClick={() => void turn(!webhook.on)}>{t(webhook.on ? 'turnOff' : 'turnOn')}</Menu.Item>
              <Menu.Item onClick={() => ask(t('secretAsk'), t('secretAbout'), t('secretMake'), rotate)}>
                {t('secretMake')}
              </Menu.Item>
              <Menu.Divider />
              <Menu.Item color="red" onClick={() => ask(t('deleteAsk'), t('deleteAbout'), common('delete'), remove)}>
                {common('delete')}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}
