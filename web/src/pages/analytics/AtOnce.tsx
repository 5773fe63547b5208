import { SimpleGrid } from '@mantine/core'
import type { Rows } from './asked'
import { BreakdownChart } from './BreakdownChart'
import type { Measures, Told } from './told'

/** Several figures of one program (or team, or agent) below each other; each program has its own chart on the same scale. */
export function AtOnce({
  measure,
  by,
  panels,
}: {
  measure: Measures
  by: Rows
  panels: { key: string; heading: string; rows: Told[]; before?: Told[] }[]
}) {
  return (
    <SimpleGrid cols={{ base: 1, lg: panels.length > 1 ? 2 : 1 }} spacing="xl" verticalSpacing="lg">
      {panels.map(({ key, heading, rows, before }) => (
        <BreakdownChart
          key={key}
          measure={measure}
          by={by}
          rows={rows}
          all={rows}
          whole={[]}
          before={before}
          heading={heading}
          silent
        />
      ))}
    </SimpleGrid>
  )
}
