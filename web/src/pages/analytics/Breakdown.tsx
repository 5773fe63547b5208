import { SimpleGrid } from '@mantine/core'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Withheld } from '~/ui/Withheld'
import { type By, before, isTime, wholeOf } from './asked'
import { BreakdownChart } from './BreakdownChart'
import { byProgram, type Measure } from './told'
import { useAsked } from './useAsked'
import { useTold } from './useTold'
import { useAnalytics } from './words'

/** A measure by whatever the address groups by: one chart a program, all on the same scale. */
export function Breakdown({ measure, by: wanted, small }: { measure: Measure; by?: By; small?: boolean }) {
  const t = useAnalytics()
  const program = useProgramName()
  const { by: grouped, sieve, compare, reader } = useAsked()
  const by = wanted ?? grouped
  const earlier = compare ? before(sieve) : null
  const told = useTold(measure, by, sieve)
  const whole = useTold(measure, wholeOf(reader), sieve)
  const rowsBefore = useTold(measure, by, isTime(by) ? null : earlier)
  const wholeBefore = useTold(measure, wholeOf(reader), earlier)
  const of = <Row extends { program: string }>(rows: Row[] | undefined, id: string) =>
    id ? rows?.filter((row) => row.program === id) : rows
  return (
    <Loaded
      query={told}
      height={60}
      isEmpty={({ rows, withheld }) => rows.every(({ value }) => value === null) && withheld.length === 0}
      empty={
        <Empty title={t(measure.includes(':') ? 'noneCalled' : 'noneHere')}>
          {t(measure.includes(':') ? 'noneCalledAbout' : 'noneHereAbout')}
        </Empty>
      }
    >
      {({ rows, withheld }) => {
        // Programs themselves stand in one chart, everything else behind its wall.
        const panels = by === 'program' ? [['', rows] as const] : byProgram(rows)
        return (
          <>
            <SimpleGrid cols={{ base: 1, lg: panels.length > 1 ? 2 : 1 }} spacing="xl" verticalSpacing="lg">
              {(rows.some(({ value }) => value !== null) ? panels : []).map(([id, own]) => (
                <BreakdownChart
                  key={id}
                  measure={measure}
                  by={by}
                  rows={own}
                  all={rows}
                  whole={by === wholeOf(reader) && by === 'program' ? [] : (of(whole.data?.rows, id) ?? [])}
                  before={isTime(by) ? undefined : of(rowsBefore.data?.rows, id)}
                  wholeBefore={of(wholeBefore.data?.rows, id)}
                  heading={panels.length > 1 || (id && panels.length === 1) ? program(id) : undefined}
                  small={small}
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
