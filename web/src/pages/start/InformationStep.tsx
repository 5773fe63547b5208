import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useSession } from '~/api/session'
import { words } from '~/words/i18n'
import { day } from '~/words/say'

const useWords = words(
  'informationStep',
  {
    about:
      'Before figures about single agents are shown, their people must be told what is measured, why, who sees it, how long it is kept, how people decide and how to contest. A draft is ready in both languages: read it, change it, sign it. Until then everything else works.',
    noProgram: 'Each program has its own text: make a program first.',
    signed: 'signed {{day}}',
    unsigned: 'not signed: figures by agent are hidden',
    read: 'Read and sign: {{name}}',
    again: 'Read again: {{name}}',
  },
  {
    about:
      '在显示单个坐席的数据之前，必须先告知员工：衡量什么、为何衡量、谁能看到、保存多久、人如何决定、如何申诉。中英文草稿已备好，请阅读、修改并签署。签署之前，其他功能照常使用。',
    noProgram: '每个项目各有一份：请先新建项目。',
    signed: '{{day}} 已签署',
    unsigned: '未签署：不显示按坐席的数据',
    read: '阅读并签署：{{name}}',
    again: '再次阅读：{{name}}',
  },
)

/** The worker information of each program: signed, or the way to it. */
export function InformationStep() {
  const t = useWords()
  const { programs } = useSession()
  return (
    <Stack gap="sm">
      <Text size="sm">{t('about')}</Text>
      {programs.length === 0 && <Text size="sm">{t('noProgram')}</Text>}
      {programs.map(({ id, name }) => (
        <Told key={id} id={id} name={name} />
      ))}
    </Stack>
  )
}

function Told({ id, name }: { id: string; name: string }) {
  const t = useWords()
  const { data } = api.useQuery('get', '/api/programs/{id}/sign-off', { params: { path: { id } } })
  if (!data) return null
  return (
    <Group gap="xs">
      {data.signed ? (
        <IconCheck size={16} color="var(--for)" aria-hidden />
      ) : (
        <IconAlertTriangle size={16} color="var(--missed)" aria-hidden />
      )}
      <Anchor
        size="sm"
        renderRoot={(props) => <Link {...props} to="/programs/$id" params={{ id }} search={{ tab: 'information' }} />}
      >
        {t(data.signed ? 'again' : 'read', { name })}
      </Anchor>
      <Text size="sm" c="dimmed">
        {data.signed_ms ? t('signed', { day: day(data.signed_ms) }) : t('unsigned')}
      </Text>
    </Group>
  )
}
