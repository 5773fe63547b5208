import { SimpleGrid } from '@mantine/core'
import { Fragment, type ReactNode } from 'react'
import type { Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { type Asked, Loaded } from '~/ui/Loaded'
import { Withheld } from '~/ui/Withheld'
import type { By } from './asked'
import { byProgram } from './told'
import { useAnalytics } from './words'

/**
 * A chart for each program of an answer, and what is not shown. Programs themselves stand in one chart, without a heading; everything else
 * behind its wall. Where `tells` is given, rows of which none tells anything are as good as none.
 */
export function ProgramPanels<Row extends { program: string }>({
  query,
  by,
  tells,
  empty,
  children,
}: {
  query: Asked<{ rows: Row[]; withheld: readonly Of<'Withheld'>[] }>
  by: By
  tells?: (row: Row) => boolean
  empty?: ReactNode
  children: (own: Row[], program: { id: string; heading?: string }, all: Row[]) => ReactNode
}) {
  const t = useAnalytics()
  const name = useProgramName()
  return (
    <Loaded
      query={query}
      height={60}
      isEmpty={({ rows, withheld }) => !rows.some(tells ?? (() => true)) && withheld.length === 0}
      empty={empty ?? <Empty title={t('noneHere')}>{t('noneHereAbout')}</Empty>}
    >
      {({ rows, withheld }) => {
        const panels = by === 'program' ? [['', rows] as const] : byProgram(rows)
        return (
          <>
            <SimpleGrid cols={{ base: 1, lg: panels.length > 1 ? 2 : 1 }} spacing="xl" verticalSpacing="lg">
              {(!tells || rows.some(tells) ? panels : []).map(([id, own]) => (
                <Fragment key={id}>{children(own, { id, heading: id ? name(id) : undefined }, rows)}</Fragment>
              ))}
            </SimpleGrid>
            <Withheld withheld={withheld} />
          </>
        )
      }}
    </Loaded>
  )
}
