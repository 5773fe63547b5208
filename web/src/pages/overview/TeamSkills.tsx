import { SimpleGrid, Table, Text } from '@mantine/core'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useSession } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { RateCell } from './RateCell'
import { usePeriod } from './usePeriod'
import { useSkills } from './useSkills'
import { useShared } from './words'

const useWords = words(
  'overview.skills',
  {
    title: 'Skills of the team',
    about:
      'How often moments that called for something were met. The band is where the true rate lies at 95 %; the thin line is the program’s rate.',
    aboutTeams:
      'How often moments that called for something were met. The band is where the true rate lies at 95 %; words say where it lies clear of the program’s.',
    whole: 'Whole program',
    noTeam: 'No team',
  },
  {
    title: '班组技能',
    about: '出现时机后做到的比例。色带为 95% 区间，细线为项目整体的比例。',
    aboutTeams: '出现时机后做到的比例。色带为 95% 区间；与项目区间明显分开的，用文字注明。',
    whole: '整个项目',
    noTeam: '未分班组',
  },
)

/** A table for each program: skills down, teams across, the program itself beside them for those who may see it. */
export function TeamSkills() {
  const t = useWords()
  const shared = useShared()
  const { role, teams } = useSession()
  const { from, program } = usePeriod()
  const { heading } = useSkills()
  const programName = useProgramName()
  const whole = role !== 'lead' || teams.length === 0
  const asked = { from, program }
  const query = api.useQuery('get', '/api/figures/skills', { params: { query: { by: 'team', ...asked } } })
  const all = api.useQuery(
    'get',
    '/api/figures/skills',
    { params: { query: { by: 'program', ...asked } } },
    { enabled: whole },
  )
  return (
    <Panel title={t('title')} about={whole ? t('about') : t('aboutTeams')}>
      <Loaded
        query={query}
        lines={8}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<Empty title={shared('nothing')}>{shared('nothingAbout')}</Empty>}
      >
        {({ rows }) => {
          const programs = [...new Set(rows.map((row) => row.program))]
          const most = Math.max(
            ...programs.map((id) => new Set(rows.filter((row) => row.program === id).map((row) => row.id)).size),
          )
          const narrow = most + (whole ? 1 : 0) < 2
          return (
            <SimpleGrid cols={{ base: 1, md: narrow ? 2 : 1 }} spacing="lg">
              {programs.map((id) => {
                const own = rows.filter((row) => row.program === id)
                const groups = [...new Map(own.map((row) => [row.id, row.name])).entries()]
                const width = groups.length + (whole ? 1 : 0) > 2 ? 76 : 104
                const reference = (skill: string) =>
                  all.data?.rows.find((row) => row.program === id && row.skill === skill)
                return (
                  <Table.ScrollContainer key={id} minWidth={130 + 190 * (groups.length + (whole ? 1 : 0))}>
                    <Table verticalSpacing={6}>
                      <Table.Caption style={{ captionSide: 'top', textAlign: 'start', fontWeight: 600 }}>
                        {programName(id)}
                      </Table.Caption>
                      <Table.Thead>
                        <Table.Tr>
                          <Table.Th scope="col">{shared('skill')}</Table.Th>
                          {whole && <Table.Th scope="col">{t('whole')}</Table.Th>}
                          {groups.map(([group, name]) => (
                            <Table.Th key={group} scope="col">
                              {group ? name : t('noTeam')}
                            </Table.Th>
                          ))}
                        </Table.Tr>
                      </Table.Thead>
                      <Table.Tbody>
                        {[...new Set(own.map((row) => row.skill))].map((skill) => (
                          <Table.Tr key={skill}>
                            <Table.Th scope="row" fw={500}>
                              <Text size="sm" span>
                                {heading(skill)}
                              </Text>
                            </Table.Th>
                            {whole && (
                              <Table.Td>
                                <RateCell row={reference(skill)} width={width} />
                              </Table.Td>
                            )}
                            {groups.map(([group]) => (
                              <Table.Td key={group}>
                                <RateCell
                                  row={own.find((row) => row.skill === skill && row.id === group)}
                                  reference={reference(skill)?.rate}
                                  width={width}
                                />
                              </Table.Td>
                            ))}
                          </Table.Tr>
                        ))}
                      </Table.Tbody>
                    </Table>
                  </Table.ScrollContainer>
                )
              })}
            </SimpleGrid>
          )
        }}
      </Loaded>
    </Panel>
  )
}
