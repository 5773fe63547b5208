import { Anchor, Button, Checkbox, Table } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useProgramName, useTeamName, useUserName } from '~/api/names'
import { ListTable } from '~/ui/ListTable'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'

const useWords = words(
  'agentTable',
  {
    name: 'Name',
    external: 'In conversations',
    user: 'User',
    noUser: 'nobody yet',
    noTeam: 'none',
    all: 'Choose all that are shown',
    choose: 'Choose {{name}}',
    change: 'Change',
    changeOne: 'Change {{name}}',
  },
  {
    name: '名称',
    external: '会话中的名称',
    user: '对应用户',
    noUser: '未对应',
    noTeam: '未分班组',
    all: '选择当前显示的全部',
    choose: '选择 {{name}}',
    change: '修改',
    changeOne: '修改 {{name}}',
  },
)

/** Agents in rows, with a box to choose several. */
export function AgentTable({
  agents,
  chosen,
  onChoose,
  onChange,
}: {
  agents: readonly Of<'AgentOut'>[]
  chosen: readonly string[]
  onChoose: (ids: readonly string[]) => void
  onChange: (id: string) => void
}) {
  const t = useWords()
  const common = useCommon()
  const programName = useProgramName()
  const teamName = useTeamName()
  const userName = useUserName()
  const shown = agents.filter(({ id }) => chosen.includes(id)).length
  return (
    <ListTable
      minWidth={760}
      heads={
        <>
          <Table.Th w={40}>
            <Checkbox
              aria-label={t('all')}
              checked={shown === agents.length}
              indeterminate={shown > 0 && shown < agents.length}
              onChange={(event) => onChoose(event.currentTarget.checked ? agents.map(({ id }) => id) : [])}
            />
          </Table.Th>
          <Table.Th>{t('name')}</Table.Th>
          <Table.Th>{t('external')}</Table.Th>
          <Table.Th>{common('program')}</Table.Th>
          <Table.Th>{common('team')}</Table.Th>
          <Table.Th>{t('user')}</Table.Th>
        </>
      }
    >
      {agents.map(({ id, name, external_id, program, team, user }) => (
        <Table.Tr key={id}>
          <Table.Td>
            <Checkbox
              aria-label={t('choose', { name })}
              checked={chosen.includes(id)}
              onChange={(event) =>
                onChoose(event.currentTarget.checked ? [...chosen, id] : chosen.filter((one) => one !== id))
              }
            />
          </Table.Td>
          <Table.Td>
            <Anchor size="sm" fw={600} renderRoot={(props) => <Link {...props} to="/agents/$id" params={{ id }} />}>
              {name}
            </Anchor>
          </Table.Td>
          <Table.Td>{external_id}</Table.Td>
          <Table.Td>{programName(program)}</Table.Td>
          <Table.Td c={team ? undefined : 'dimmed'}>{team ? teamName(team) : t('noTeam')}</Table.Td>
          <Table.Td c={user ? undefined : 'dimmed'}>{user ? (userName(user) ?? '…') : t('noUser')}</Table.Td>
          <Table.Td ta="right">
            <Button
              size="compact-sm"
              variant="subtle"
              leftSection={<IconPencil size={14} aria-hidden />}
              aria-label={t('changeOne', { name })}
              onClick={() => onChange(id)}
            >
              {t('change')}
            </Button>
          </Table.Td>
        </Table.Tr>
      ))}
    </ListTable>
  )
}
