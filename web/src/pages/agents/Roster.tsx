import { Anchor, Group, MultiSelect, Paper, Select, Stack, Table, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useDeferredValue } from 'react'
import { api } from '~/api/client'
import { useProgramName, useTeamName } from '~/api/names'
import { Filters } from '~/pages/overview/Filters'
import { RateCell } from '~/pages/overview/RateCell'
import { usePeriod } from '~/pages/overview/usePeriod'
import { useSkills } from '~/pages/overview/useSkills'
import { many, one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { ListLink } from '~/ui/ListLink'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { Withheld } from '~/ui/Withheld'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { count } from '~/words/say'
import { commonest, crews } from './crews'

const useWords = words(
  'agents.list',
  {
    about: 'In the order of names, never of results. Open a person to see strengths and what to talk about.',
    find: 'Find a person',
    team: 'Team',
    allTeams: 'All teams',
    skills: 'Skills shown',
    n: 'Conversations',
    noTeam: 'No team',
    none: 'Nobody here',
    noneAbout:
      'Agents appear with the first conversation that carries their name. Change the search or the team to see others.',
    hidden: 'not shown',
  },
  {
    about: '按姓名排列，不按结果排名。打开某位坐席，可以看到长处和面谈重点。',
    find: '查找坐席',
    team: '班组',
    allTeams: '全部班组',
    skills: '显示的技能',
    n: '会话数',
    noTeam: '未分班组',
    none: '没有坐席',
    noneAbout: '第一通带有其姓名的会话进来后，坐席就会出现。可更改搜索或班组。',
    hidden: '不显示',
  },
)

/** People by program and team with a few skills each, never ranked; figures only where the worker-information record is signed. */
export function Roster() {
  const t = useWords()
  const common = useCommon()
  const { search, change } = useAddress()
  const { from, days, program } = usePeriod()
  const programName = useProgramName()
  const teamName = useTeamName()
  const { heading } = useSkills()
  const team = one(search.team)
  const q = useDeferredValue(one(search.q) ?? '')
  const agents = api.useQuery('get', '/api/agents', { params: { query: { program, team } } })
  const teams = api.useQuery('get', '/api/teams', { params: { query: { program } } })
  const asked = { params: { query: { by: 'agent' as const, from, program, team } } }
  const skills = api.useQuery('get', '/api/figures/skills', asked)
  const scores = api.useQuery('get', '/api/figures/scores', asked)
  const rows = skills.data?.rows ?? []
  const all = commonest(rows, 20)
  const chosen = many(search.skill).filter((skill) => all.includes(skill))
  const shown = chosen.length > 0 ? chosen : all.slice(0, 3)
  const withheld = skills.data?.withheld ?? []
  return (
    <Page title={common('agents')} about={t('about')} actions={<Filters />}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('find')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={one(search.q) ?? ''}
          onChange={(event) => change({ q: event.currentTarget.value || undefined })}
          w={220}
        />
        <Select
          label={t('team')}
          placeholder={t('allTeams')}
          data={(teams.data ?? []).map(({ id, name, program }) => ({
            value: id,
            label: `${name} (${programName(program)})`,
          }))}
          value={team ?? null}
          onChange={(value) => change({ team: value ?? undefined })}
          clearable
          w={260}
        />
        <MultiSelect
          label={t('skills')}
          data={all.map((skill) => ({ value: skill, label: heading(skill) }))}
          value={shown}
          onChange={(value) => change({ skill: value })}
          maxValues={4}
          hidePickedOptions
          miw={280}
        />
      </Group>
      <Withheld withheld={withheld} />
      <Loaded query={agents} lines={8}>
        {(everybody) => {
          const groups = crews(everybody, { program: programName, team: (id) => teamName(id) ?? id }, q)
          if (groups.length === 0) return <Empty title={t('none')}>{t('noneAbout')}</Empty>
          return (
            <Stack>
              {groups.map((crew) => {
                const hidden = withheld.some((one) => one.program === crew.program && one.why === 'no_sign_off')
                return (
                  <Paper key={crew.program + (crew.team ?? '')} p="md">
                    <Table.ScrollContainer minWidth={320 + 210 * shown.length}>
                      <Table layout="fixed">
                        <Table.Caption style={{ captionSide: 'top', textAlign: 'start', fontWeight: 600 }} mt={0}>
                          {programName(crew.program)} · {crew.team ? teamName(crew.team) : t('noTeam')}
                        </Table.Caption>
                        <Table.Thead>
                          <Table.Tr>
                            <Table.Th scope="col">{common('agent')}</Table.Th>
                            <Table.Th scope="col" w={130}>
                              {t('n')}
                            </Table.Th>
                            {shown.map((skill) => (
                              <Table.Th key={skill} scope="col">
                                {heading(skill)}
                              </Table.Th>
                            ))}
                          </Table.Tr>
                        </Table.Thead>
                        <Table.Tbody>
                          {crew.agents.map((agent) => {
                            const score = scores.data?.rows.find((row) => row.id === agent.id)
                            return (
                              <Table.Tr key={agent.id}>
                                <Table.Th scope="row" fw={500}>
                                  <Anchor
                                    size="sm"
                                    fw={600}
                                    renderRoot={(props) => (
                                      <Link
                                        {...props}
                                        to="/agents/$id"
                                        params={{ id: agent.id }}
                                        search={days === 30 ? {} : { days: String(days) }}
                                      />
                                    )}
                                  >
                                    {agent.name}
                                  </Anchor>
                                </Table.Th>
                                <Table.Td>
                                  {hidden ? (
                                    t('hidden')
                                  ) : (
                                    <ListLink query={score?.conversations?.replace('&scored=true', '')}>
                                      {count(score?.standings.n ?? 0)}
                                    </ListLink>
                                  )}
                                </Table.Td>
                                {shown.map((skill) => (
                                  <Table.Td key={skill}>
                                    {hidden ? (
                                      t('hidden')
                                    ) : (
                                      <RateCell row={rows.find((row) => row.id === agent.id && row.skill === skill)} />
                                    )}
                                  </Table.Td>
                                ))}
                              </Table.Tr>
                            )
                          })}
                        </Table.Tbody>
                      </Table>
                    </Table.ScrollContainer>
                  </Paper>
                )
              })}
            </Stack>
          )
        }}
      </Loaded>
    </Page>
  )
}
