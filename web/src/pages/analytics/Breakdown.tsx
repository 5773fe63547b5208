import { Empty } from '~/ui/Empty'
import { type By, before, isTime, wholeOf } from './asked'
import { BreakdownChart } from './BreakdownChart'
import { ProgramPanels } from './ProgramPanels'
import type { Measure } from './told'
import { useAsked } from './useAsked'
import { useTold } from './useTold'
import { useAnalytics } from './words'

/** A measure by whatever the address groups by: one chart a program, all on the same scale. */
export function Breakdown({ measure, by: wanted, small }: { measure: Measure; by?: By; small?: boolean }) {
  const t = useAnalytics()
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
    <ProgramPanels
      query={told}
      by={by}
      tells={({ value }) => value !== null}
      empty={
        <Empty title={t(measure.includes(':') ? 'noneCalled' : 'noneHere')}>
          {t(measure.includes(':') ? 'noneCalledAbout' : 'noneHereAbout')}
        </Empty>
      }
    >
      {(own, { id, heading }, all) => (
        <BreakdownChart
          measure={measure}
          by={by}
          rows={own}
          all={all}
          whole={by === wholeOf(reader) && by === 'program' ? [] : (of(whole.data?.rows, id) ?? [])}
          before={isTime(by) ? undefined : of(rowsBefore.data?.rows, id)}
          wholeBefore={of(wholeBefore.data?.rows, id)}
          heading={heading}
          small={small}
        />
      )}
    </ProgramPanels>
  )
}
