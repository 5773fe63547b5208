import { Text } from '@mantine/core'
import { api } from '~/api/client'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { dayBefore } from './period'

import { weekly } from './trend'
import { usePeriod } from './usePeriod'
import { WeeklyChart } from './WeeklyChart'
import { useShared } from './words'

const useWords = words(
  'overview.score',
  { score: 'Mean score', short: 'A trend needs more than one week: the last 90 days are shown.' },
  { score: '平均得分', short: '趋势需要不止一周：显示近 90 天。' },
)

/** The mean score by week of the period; a single week has no trend, so the shortest period shows 90 days. */
export function ScoreTrend({ agent, program }: { agent?: string; program?: string }) {
  const t = useWords()
  const shared = useShared()
  const { days, from: asked, program: chosen } = usePeriod()
  const from = days === 7 ? dayBefore(Date.now(), 89) : asked
  const query = api.useQuery('get', '/api/figures/scores', {
    params: { query: { by: 'week', from, agent, program: program ?? chosen } },
  })
  return (
    <Loaded query={query} lines={5}>
      {({ rows }) => {
        const programs = [...new Set(rows.map((row) => row.program))]
        const said = (monday: string) => shared('week', { day: day(Date.parse(`${monday}T12:00:00Z`)) })
        return (
          <>
            {days === 7 && (
              <Text size="xs" c="dimmed">
                {t('short')}
              </Text>
            )}
            {programs.map((id) => (
              <WeeklyChart
                key={id}
                name={t('score')}
                scale={100}
                file={`score-${from}`}
                figures={weekly(
                  rows.filter((row) => row.program === id).map((row) => ({ ...row, value: row.score })),
                  from,
                  dayBefore(Date.now(), 0),
                  said,
                )}
              />
            ))}
          </>
        )
      }}
    </Loaded>
  )
}
