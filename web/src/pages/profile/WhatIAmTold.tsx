import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { words } from '~/words/i18n'
import { day } from '~/words/say'

const useWords = words(
  'whatIAmTold',
  {
    about: 'What is measured, why, who sees it, how long it is kept, how people decide, and how to contest.',
    client:
      'You see figures of the program, and conversations that were shared with you. Every look at a conversation is written down.',
    holds: 'holds since {{day}}',
    unsigned: 'not signed yet',
    nothing: 'You belong to no program yet.',
  },
  {
    about: '衡量什么、为何衡量、谁能看到、保存多久、人如何决定、如何申诉。',
    client: '您可以看到项目汇总数据和共享给您的会话。每次查看会话都会留有记录。',
    holds: '自 {{day}} 起生效',
    unsigned: '尚未签署',
    nothing: '您尚不属于任何项目。',
  },
)

/** The worker information of each own program, to read. */
export function WhatIAmTold() {
  const t = useWords()
  const client = useMay('client')
  const { programs } = useSession()
  if (client) return <Text size="sm">{t('client')}</Text>
  return (
    <Stack gap="xs">
      <Text size="sm">{t('about')}</Text>
      {programs.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('nothing')}
        </Text>
      )}
      {programs.map(({ id, name }) => (
        <Told key={id} id={id} name={name} />
      ))}
    </Stack>
  )
}

function Told({ id, name }: { id: string; name: string }) {
  const t = useWords()
  const { data } = api.useQuery('get', '/api/programs/{id}/sign-off', { params: { path: { id } } })
  return (
    <Group gap="xs">
      <Anchor
        size="sm"
        renderRoot={(props) => <Link {...props} to="/programs/$id" params={{ id }} search={{ tab: 'information' }} />}
      >
        {name}
      </Anchor>
      {data && (
        <Group gap={4} c={data.signed ? 'var(--for)' : 'var(--missed)'}>
          {data.signed ? <IconCheck size={15} aria-hidden /> : <IconAlertTriangle size={15} aria-hidden />}
          <Text size="sm">{data.signed_ms ? t('holds', { day: day(data.signed_ms) }) : t('unsigned')}</Text>
        </Group>
      )}
    </Group>
  )
}
