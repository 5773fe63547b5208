import { useMemo } from 'react'
import { useProgramName } from '~/api/names'
import { Chart } from '~/ui/Chart'
import { dotsHeight } from '~/ui/intervals'
import { useListPick } from '~/ui/ListLink'
import { useIntervals } from '~/ui/useIntervals'
import { isTime, type Rows } from './asked'
import { ChartHeading } from './ChartHeading'
import { figured, fileName, onAxis } from './charted'
import { Findings } from './Findings'
import { ToldTable } from './ToldTable'
import type { Measures, Told } from './told'
import { useLabels } from './useLabels'
import { useToldCsv } from './useToldCsv'
import { useAnalytics } from './words'

/** One chart of a measure, of one program: a line over time or a dot for each row, what it says, its table and its files. */
export function BreakdownChart({
  measure,
  by,
  rows: given,
  all,
  whole,
  before,
  wholeBefore,
  heading,
  small,
  silent,
}: {
  measure: Measures
  by: Rows
  rows: Told[]
  /** The rows of all programs, so that all have one axis of time. */
  all: Told[]
  whole: Told[]
  before?: Told[]
  wholeBefore?: Told[]
  heading?: string
  small?: boolean
  /** Without sentences. */
  silent?: boolean
}) {
  const t = useAnalytics()
  const labels = useLabels()
  const program = useProgramName()
  const pick = useListPick()
  const { timeSeries, dots } = useIntervals()
  const toCsv = useToldCsv()
  const rows = useMemo(() => onAxis(given, all, by), [given, all, by])
  const [only] = whole
  const reference = whole.length === 1 && only?.value != null ? { value: only.value, name: t('overall') } : null
  const own = {
    name: (row: Pick<Told, 'id' | 'name'>) => labels.name(by, row),
    short: (row: Pick<Told, 'id' | 'name'>) => labels.short(by, row),
    why: labels.why,
    taken: (row: Told) => labels.taken(measure, row),
  }
  const scale = measure === 'score' ? 100 : 1
  const series = [{ name: labels.measure(measure), figures: figured(rows, own) }]
  const earlier = before && rows.map((row) => before.find(({ id, program: of }) => id === row.id && of === row.program))
  if (earlier?.some(Boolean)) {
    for (const now of series) now.name = t('now')
    series.push({
      name: t('before'),
      figures: rows.map((row, at) => {
        const then = earlier[at]
        return then
          ? { ...(figured([then], own)[0] ?? { value: null }), name: labels.name(by, row) }
          : { name: labels.name(by, row), value: null }
      }),
    })
  }
  const asked = { series, scale, reference } as const
  const option = isTime(by) ? timeSeries({ ...asked, small }) : dots(asked)
  const measured = rows.filter(({ value }) => value != null)
  const title = [labels.measure(measure), heading].filter(Boolean).join(' · ')
  return (
    <Chart
      option={option}
      height={isTime(by) ? (small ? 190 : 300) : dotsHeight(rows.length)}
      words={t('alternative', {
        title,
        lines: measured
          .slice(0, 40)
          .map((row) => `${labels.name(by, row)} ${labels.value(measure, row.value)}`)
          .join(t('and')),
      })}
      file={fileName(measure, by, heading ?? program(rows[0]?.program ?? ''))}
      csv={() => toCsv(measure, by, given, before)}
      onPick={pick}
      title={
        <>
          <ChartHeading>{heading}</ChartHeading>
          {!silent && <Findings measure={measure} by={by} rows={given} whole={whole} before={wholeBefore} />}
        </>
      }
      table={<ToldTable measure={measure} by={by} rows={given} before={before} caption={title} />}
    />
  )
}
