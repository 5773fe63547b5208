import { Anchor, Badge, Button, Group, Table, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconAlertTriangle, IconArchive, IconArchiveOff, IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { api, type Of } from '~/api/client'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { changeProgram } from './programQuery'

const useWords = words(
  'programLine',
  {
    signed: 'Signed {{day}}',
    unsigned: 'Not signed',
    given: 'given',
    days_one: '{{count}} day',
    days_other: '{{count}} days',
    archived: 'Archived {{day}}',
    archive: 'Archive',
    archiveOne: 'Archive {{name}}',
    back: 'Take back',
    backOne: 'Take back {{name}}',
    ask: 'Archive {{name}}?',
    askAbout:
      'The program is marked as archived and stands last in the list. Nothing is deleted by that: its conversations stay until their days are over, and its people keep seeing them. You can take it back at any time.',
    done: '{{name}} is archived',
    undone: '{{name}} is back',
  },
  {
    signed: '{{day}} 已签署',
    unsigned: '未签署',
    given: '已提供',
    days_other: '{{count}} 天',
    archived: '{{day}} 归档',
    archive: '归档',
    archiveOne: '归档 {{name}}',
    back: '恢复',
    backOne: '恢复 {{name}}',
    ask: '归档 {{name}}？',
    askAbout: '项目会标为已归档并排在列表最后。归档不会删除任何内容：会话仍按保存期限保留，成员仍可查看。可随时恢复。',
    done: '已归档 {{name}}',
    undone: '已恢复 {{name}}',
  },
)

/** One program: its name, whose it is, whether its people were told, how long it keeps conversations. */
export function ProgramLine({ program, archives }: { program: Of<'ProgramOut'>; archives: boolean }) {
  const t = useWords()
  const common = useCommon()
  const tell = useTellProblem()
  const [busy, setBusy] = useState(false)
  const { id, name, archived_ms } = program
  const signoff = api.useQuery('get', '/api/programs/{id}/sign-off', { params: { path: { id } } })
  const archive = async (archived: boolean) => {
    setBusy(true)
    try {
      await changeProgram({ program, tag: '*' }, { archived })
      tellDone(t(archived ? 'done' : 'undone', { name }))
    } catch (thrown) {
      tell(thrown)
    }
    setBusy(false)
  }
  const ask = () =>
    modals.openConfirmModal({
      title: t('ask', { name }),
      children: <Text size="sm">{t('askAbout')}</Text>,
      labels: { confirm: t('archive'), cancel: common('cancel') },
      onConfirm: () => void archive(true),
    })
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="xs">
          <Anchor size="sm" fw={600} renderRoot={(props) => <Link {...props} to="/programs/$id" params={{ id }} />}>
            {name}
          </Anchor>
          {archived_ms && <Badge color="gray">{t('archived', { day: day(archived_ms) })}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td c={program.client ? undefined : 'dimmed'}>{program.client || '–'}</Table.Td>
      <Table.Td>
        {signoff.data && (
          <Anchor
            size="sm"
            c={signoff.data.signed ? 'var(--for)' : 'var(--missed)'}
            renderRoot={(props) => (
              <Link {...props} to="/programs/$id" params={{ id }} search={{ tab: 'information' }} />
            )}
          >
            <Group gap={4} wrap="nowrap" component="span">
              {signoff.data.signed ? <IconCheck size={15} aria-hidden /> : <IconAlertTriangle size={15} aria-hidden />}
              {signoff.data.signed_ms ? t('signed', { day: day(signoff.data.signed_ms) }) : t('unsigned')}
            </Group>
          </Anchor>
        )}
      </Table.Td>
      <Table.Td c={program.pack ? undefined : 'dimmed'}>{program.pack ? t('given') : common('none')}</Table.Td>
      <Table.Td>{t('days', { count: program.settings.retention.conversations_days })}</Table.Td>
      <Table.Td ta="right">
        {archives && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            loading={busy}
            aria-label={t(archived_ms ? 'backOne' : 'archiveOne', { name })}
            leftSection={archived_ms ? <IconArchiveOff size={14} aria-hidden /> : <IconArchive size={14} aria-hidden />}
            onClick={() => (archived_ms ? void archive(false) : ask())}
          >
            {t(archived_ms ? 'back' : 'archive')}
          </Button>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
