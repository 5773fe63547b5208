import { Stack, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useMay, useSession } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { TeamScoreProgram } from './TeamScoreProgram'
import { type Corrected, teamsAsked } from './teamScore'
import { useAsked } from './useAsked'

const useWords = words(
  'analyticsTeamScore',
  {
    title: 'How good is the team really, once people have checked the machine?',
    about:
      'People score a random sample again. What they score above or below the machine, weighed by the chance of being drawn, corrects the machine’s mean. Reviews that were picked for a risk are never part of it.',
    none: 'No team to show',
    noneAbout: 'The corrected score is told for programs and their teams. Teams are set up under Administration.',
    none_scores: 'Nothing has a score in this period',
    whole: 'Whole program',
    unit: 'Points of 100. A wide interval says: too few reviews yet, not a bad team.',
  },
  {
    title: '经人工核对后，班组的真实水平如何？',
    about: '人工对随机样本重新评分。人工与机器的差值按抽中概率加权，用来修正机器平均分。因风险而挑选的复核绝不计入。',
    none: '没有可显示的班组',
    noneAbout: '修正后的得分按项目和班组显示。班组在“管理”中设置。',
    none_scores: '这段时间没有得分',
    whole: '整个项目',
    unit: '单位：分（满分 100）。区间宽说明复核还太少，不说明班组不好。',
  },
)

/** The mean score freed of the machine's error by reviews of the random sample: of each program and its teams. */
export function TeamScoreSection() {
  const t = useWords()
  const programName = useProgramName()
  const { programs } = useSession()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { sieve, reader } = useAsked()
  const teams = api.useQuery('get', '/api/teams', {}, { enabled: staff, staleTime: 300_000 })
  const wanted = teamsAsked(
    programs.map(({ id }) => id).filter((id) => !sieve.program || id === sieve.program),
    teams.data ?? [],
    reader,
  )
  const query = useQueries({
    queries: wanted.map(({ program, team }) =>
      api.queryOptions('get', '/api/figures/team-score', {
        params: { query: { program, team, from: sieve.from, until: sieve.until } },
      }),
    ),
    combine: (answers) => ({
      data: answers.every(({ data }) => data) ? answers.flatMap(({ data }) => data ?? []) : undefined,
      error: answers.find(({ error }) => error)?.error,
      isPending: answers.some(({ isPending }) => isPending),
      refetch: () => Promise.all(answers.map((one) => one.refetch())),
    }),
  })
  const named = (rows: NonNullable<typeof query.data>): [string, Corrected[]][] => {
    const kept = new Map<string, Corrected[]>()
    for (const row of rows) {
      const name = row.team ? (teams.data?.find(({ id }) => id === row.team)?.name ?? row.team) : t('whole')
      kept.set(row.program, [...(kept.get(row.program) ?? []), { ...row, name }])
    }
    return [...kept]
  }
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded
        query={staff && !teams.data ? { ...query, data: undefined } : query}
        height={60}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t('none')}>{t('noneAbout')}</Empty>}
      >
        {(rows) => (
          <Stack gap="lg">
            {named(rows).map(([program, own]) => (
              <TeamScoreProgram key={program} name={programName(program)} rows={own} />
            ))}
            <Text size="xs" c="dimmed">
              {t('unit')}
            </Text>
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}
