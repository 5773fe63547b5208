import { SimpleGrid } from '@mantine/core'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Withheld } from '~/ui/Withheld'
import { StandingsChart } from './StandingsChart'
import { byProgram } from './told'
import { useAsked } from './useAsked'
import { useAnalytics } from './words'

/** How conversations stand, in parts, by whatever the bar groups by. */
export function StandingsByGroup() {
  const t = useAnalytics()
  const program = useProgramName()
  const { sieve, by } = useAsked()
  const now = api.useQuery('get', '/api/figures/scores', { params: { query: { by, ...sieve } } })
  return (
    <Loaded
      query={now}
      height={60}
      isEmpty={({ rows, withheld }) => rows.length === 0 && withheld.length === 0}
      empty={<Empty title={t('noneHere')}>{t('noneHereAbout')}</Empty>}
    >
      {({ rows, withheld }) => {
        const panels = by === 'program' ? [['', rows] as const] : byProgram(rows)
        return (
          <>
            <SimpleGrid cols={{ base: 1, lg: panels.length > 1 ? 2 : 1 }} spacing="xl" verticalSpacing="lg">
              {panels.map(([id, own]) => (
                <StandingsChart key={id} by={by} rows={own} heading={id ? program(id) : undefined} />
              ))}
            </SimpleGrid>
            <Withheld withheld={withheld} />
          </>
        )
      }}
    </Loaded>
  )
}
