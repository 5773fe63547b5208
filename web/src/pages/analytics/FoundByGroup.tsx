import { SimpleGrid } from '@mantine/core'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Withheld } from '~/ui/Withheld'
import { FoundChart } from './FoundChart'
import { byProgram } from './told'
import { useAsked } from './useAsked'
import { useAnalytics } from './words'

/** Findings of one behaviour, for, against and neither, by whatever the bar groups by; one chart a program. */
export function FoundByGroup({ behaviour }: { behaviour: string }) {
  const t = useAnalytics()
  const program = useProgramName()
  const { sieve, by } = useAsked()
  const told = api.useQuery('get', '/api/figures/behaviours', { params: { query: { by, ...sieve, behaviour } } })
  return (
    <Loaded
      query={told}
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
                <FoundChart
                  key={id}
                  by={by}
                  rows={own}
                  all={rows}
                  heading={id ? program(id) : undefined}
                  behaviour={behaviour}
                />
              ))}
            </SimpleGrid>
            <Withheld withheld={withheld} />
          </>
        )
      }}
    </Loaded>
  )
}
