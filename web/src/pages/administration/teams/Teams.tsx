import { Button, Modal, Stack, Table, Title } from '@mantine/core'
import { IconPencil } from '@tabler/icons-react'
import { api } from '~/api/client'
import { useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { AdministrationLink } from '~/ui/AdministrationLink'
import { Empty } from '~/ui/Empty'
import { ListHead } from '~/ui/ListHead'
import { ListTable } from '~/ui/ListTable'
import { Loaded } from '~/ui/Loaded'
import { useShortcuts } from '~/ui/shortcuts'
import { words } from '~/words/i18n'
import { TeamForm } from './TeamForm'
import { teamRows } from './teamRows'

const useWords = words(
  'teams',
  {
    about:
      'A team is a part of a program’s agents. A lead who has a team reads and reviews that team alone. Conversations keep the team that the agent was in when they came in.',
    add: 'New team',
    team: 'Team',
    leads: 'Led by',
    agents: 'Agents',
    nobody: 'nobody yet',
    rename: 'Rename',
    renameTitle: 'Rename {{name}}',
    empty: 'No teams here',
    emptyAbout:
      'Without teams every lead reads the whole program. Make one where a lead should see only some of the agents.',
    teamless_one: '{{count}} agent is in no team',
    teamless_other: '{{count}} agents are in no team',
  },
  {
    about: '班组由项目内的一部分坐席组成。指定了班组的班组长只查看和复核本班组。会话保留导入时坐席所在的班组。',
    add: '新建班组',
    team: '班组',
    leads: '班组长',
    agents: '坐席数',
    nobody: '尚未指定',
    rename: '改名',
    renameTitle: '改名：{{name}}',
    empty: '还没有班组',
    emptyAbout: '没有班组时，班组长可查看整个项目。若班组长只应看到部分坐席，请新建班组。',
    teamless_other: '{{count}} 名坐席未分班组',
  },
)

/** The teams of each program, who leads them and how many agents they have. */
export function Teams() {
  const t = useWords()
  const { programs } = useSession()
  const { search, change } = useAddress()
  const teams = api.useQuery('get', '/api/teams', {})
  const users = api.useQuery('get', '/api/users', {})
  const agents = api.useQuery('get', '/api/agents', {})
  const renamed = teams.data?.find(({ id }) => id === one(search.team))
  const adding = one(search.add) === '1'
  useShortcuts([{ keys: 'n', says: t('add'), run: () => change({ add: '1' }) }])
  return (
    <>
      <ListHead about={t('about')} add={t('add')} onAdd={() => change({ add: '1' })} />
      <Loaded query={teams} lines={6}>
        {(all) => (
          <Stack gap="lg">
            {programs.map((program) => {
              const { rows, teamless } = teamRows(program.id, all, users.data ?? [], agents.data ?? [])
              return (
                <section key={program.id} aria-label={program.name}>
                  <Title order={2} size="h4" mb={4}>
                    {program.name}
                  </Title>
                  {rows.length === 0 ? (
                    <Empty title={t('empty')}>{t('emptyAbout')}</Empty>
                  ) : (
                    <ListTable
                      minWidth={480}
                      layout="fixed"
                      canWidth={140}
                      heads={
                        <>
                          <Table.Th>{t('team')}</Table.Th>
                          <Table.Th>{t('leads')}</Table.Th>
                          <Table.Th w={120} ta="right">
                            {t('agents')}
                          </Table.Th>
                        </>
                      }
                    >
                      {rows.map(({ team, leads, agents: size }) => (
                        <Table.Tr key={team.id}>
                          <Table.Td fw={600}>{team.name}</Table.Td>
                          <Table.Td c={leads.length ? undefined : 'dimmed'}>
                            {leads.join(' · ') || t('nobody')}
                          </Table.Td>
                          <Table.Td ta="right">
                            <AdministrationLink part="agents" search={{ team: team.id }}>
                              {size}
                            </AdministrationLink>
                          </Table.Td>
                          <Table.Td ta="right">
                            <Button
                              size="compact-sm"
                              variant="subtle"
                              leftSection={<IconPencil size={14} aria-hidden />}
                              aria-label={t('renameTitle', { name: team.name })}
                              onClick={() => change({ team: team.id })}
                            >
                              {t('rename')}
                            </Button>
                          </Table.Td>
                        </Table.Tr>
                      ))}
                    </ListTable>
                  )}
                  {teamless > 0 && rows.length > 0 && (
                    <AdministrationLink part="agents" search={{ program: program.id, lacks: 'team' }}>
                      {t('teamless', { count: teamless })}
                    </AdministrationLink>
                  )}
                </section>
              )
            })}
          </Stack>
        )}
      </Loaded>
      <Modal opened={adding} onClose={() => change({ add: undefined })} title={t('add')}>
        <TeamForm onDone={() => change({ add: undefined })} />
      </Modal>
      <Modal
        opened={!!renamed}
        onClose={() => change({ team: undefined })}
        title={t('renameTitle', { name: renamed?.name ?? '' })}
      >
        {renamed && <TeamForm key={renamed.id} team={renamed} onDone={() => change({ team: undefined })} />}
      </Modal>
    </>
  )
}
