import { useProgramName } from '~/api/names'
import { csv } from '~/ui/csv'
import { verdict } from './compare'
import type { Row } from './matrix'
import { SHORT } from './short'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

/** The small multiples as CSV: the figures of the whole period. */
export function useMatrixCsv() {
  const t = useAnalytics()
  const labels = useLabels()
  const program = useProgramName()
  return (rows: readonly Row[], compares: boolean): string =>
    csv(
      [
        t('figure'),
        t('unit'),
        t('by.program'),
        t('of'),
        t('value'),
        t('csvLow'),
        t('csvHigh'),
        t('csvWhy'),
        t('csvN'),
        ...(compares ? [t('before'), t('change')] : []),
      ],
      rows.flatMap(({ measure, cells }) => {
        const factor = measure === 'score' ? 1 : 100
        const out = (value: number | null | undefined) =>
          value == null ? null : Math.round(value * factor * 100) / 100
        return cells.map(({ column, now, before }) => [
          labels.measure(measure),
          measure === 'score' ? t('pointsUnit') : t('percentUnit'),
          program(column.program),
          column.name,
          out(now?.value),
          out(now?.interval?.[0]),
          out(now?.interval?.[1]),
          now && !now.interval ? labels.why(now.why) : null,
          now?.n,
          ...(compares ? [out(before?.value), t(SHORT[verdict(now, before)])] : []),
        ])
      }),
    )
}
