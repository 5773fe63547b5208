import { useProgramName } from '~/api/names'
import { csv } from '~/ui/csv'
import type { Rows } from './asked'
import { same, verdict } from './compare'
import { SHORT } from './short'
import type { Measures, Told } from './told'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

const rounded = (value: number | null | undefined, factor: number) =>
  value == null ? null : Math.round(value * factor * 100) / 100

/** The rows of a chart as CSV, in the reader's language, with units in the headers. */
export function useToldCsv() {
  const t = useAnalytics()
  const labels = useLabels()
  const program = useProgramName()
  return (measure: Measures, by: Rows, rows: readonly Told[], before?: readonly Told[]): string => {
    const [factor, unit] = measure === 'score' ? [1, t('pointsUnit')] : [100, t('percentUnit')]
    const value = t(measure === 'score' ? 'score' : 'rate')
    const drawn = rows.some(({ shrunk }) => shrunk)
    const earlier = (name: string) => `${t('before')}: ${name} ${unit}`
    const headers = [
      t('by.program'),
      t(`by.${by}`),
      'id',
      `${value} ${unit}`,
      `${t('csvLow')} ${unit}`,
      `${t('csvHigh')} ${unit}`,
      t('csvWhy'),
      t('csvN'),
      t('csvTaken'),
      t('csvOf'),
      ...(drawn ? [`${t('shrunk')} ${unit}`] : []),
      ...(before ? [earlier(value), earlier(t('csvLow')), earlier(t('csvHigh')), t('change')] : []),
    ]
    return csv(
      headers,
      rows.map((row) => {
        const then = same(before, row)
        return [
          program(row.program),
          labels.name(by, row),
          row.id,
          rounded(row.value, factor),
          rounded(row.interval?.[0], factor),
          rounded(row.interval?.[1], factor),
          row.interval ? null : labels.why(row.why),
          row.n,
          row.taken,
          row.of,
          ...(drawn ? [rounded(row.shrunk?.rate, factor)] : []),
          ...(before
            ? [
                rounded(then?.value, factor),
                rounded(then?.interval?.[0], factor),
                rounded(then?.interval?.[1], factor),
                t(SHORT[verdict(row, then)]),
              ]
            : []),
        ]
      }),
    )
  }
}
