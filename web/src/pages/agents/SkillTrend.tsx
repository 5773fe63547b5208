import { Select, Text } from '@mantine/core'
import { api } from '~/api/client'
import { dayBefore } from '~/pages/overview/period'
import { ScoreTrend } from '~/pages/overview/ScoreTrend'
import { weekly } from '~/pages/overview/trend'
import { usePeriod } from '~/pages/overview/usePeriod'
import { useSkills } from '~/pages/overview/useSkills'
import { WeeklyChart } from '~/pages/overview/WeeklyChart'
import { useShared } from '~/pages/overview/words'
import { one, useAddress } from '~/search'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import type { Who } from './who'

const useWords = words(
  'agents.trend',
  {
    what: 'What is drawn',
    score: 'Mean score',
    little: 'Single weeks hold few conversations: wide bands are honest, and a step inside them may be chance.',
    program: 'Program',
  },
  {
    what: '显示内容',
    score: '平均得分',
    little: '单周的会话不多：色带宽是实情，在色带内的起伏可能出于偶然。',
    program: '项目',
  },
)

/** The mean score or one skill by week, chosen in the address, with intervals and n. */
export function SkillTrend({
  agent,
  program,
  reference,
}: Who & { reference?: (skill: string) => number | null | undefined }) {
  const t = useWords()
  const shared = useShared()
  const { search, change } = useAddress()
  const { heading } = useSkills()
  const { days, from: asked } = usePeriod()
  const from = days === 7 ? dayBefore(Date.now(), 89) : asked
  const skill = one(search.skill)
  const query = api.useQuery('get', '/api/figures/skills', {
    params: { query: { by: 'week', agent, program, from } },
  })
  const known = [...new Set(query.data?.rows.map((row) => row.skill))].sort()
  const rate = skill ? reference?.(skill) : null
  return (
    <>
      <Select
        size="xs"
        w={220}
        label={t('what')}
        value={skill ?? ''}
        onChange={(value) => change({ skill: value || undefined })}
        allowDeselect={false}
        data={[{ value: '', label: t('score') }, ...known.map((id) => ({ value: id, label: heading(id) }))]}
      />
      {skill ? (
        <Loaded query={query} lines={5}>
          {({ rows }) => (
            <WeeklyChart
              name={heading(skill)}
              scale={1}
              file={`${skill}-${from}`}
              reference={rate == null ? null : { value: rate, name: t('program') }}
              figures={weekly(
                rows
                  .filter((row) => row.skill === skill)
                  .map((row) => ({
                    ...row,
                    value: row.rate,
                    more: [shared('takenOf', { taken: row.taken, count: row.opportunities })],
                  })),
                from,
                dayBefore(Date.now(), 0),
                (monday) => shared('week', { day: day(Date.parse(`${monday}T12:00:00Z`)) }),
              )}
            />
          )}
        </Loaded>
      ) : (
        <ScoreTrend agent={agent} program={program} />
      )}
      <Text size="xs" c="dimmed">
        {t('little')}
      </Text>
    </>
  )
}
