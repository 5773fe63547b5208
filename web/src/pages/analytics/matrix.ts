import type { By } from './asked'
import { onAxis } from './charted'
import { same } from './compare'
import type { Measure, Told } from './told'

/** Figures of one measure: the whole now and before, and over time. */
export interface Source {
  measure: Measure
  whole: readonly Told[]
  before?: readonly Told[]
  times: readonly Told[]
}

/** A program, team or agent that figures are shown of. */
export interface Column {
  program: string
  id: string
  name: string
}

/** One small multiple: the figure, the one before, and its course where it is the column's own. */
export interface Cell {
  column: Column
  now?: Told
  before?: Told
  times: Told[]
}

export interface Row {
  measure: Measure
  cells: Cell[]
}

/** Whose figures there are, in the order in which they came. */
export function columnsOf(sources: readonly Source[]): Column[] {
  const found = new Map<string, Column>()
  for (const { whole } of sources)
    for (const { program, id, name } of whole) found.set(`${program} ${id}`, { program, id, name })
  return [...found.values()]
}

/** Small multiples: a row for each measure that has a figure, a cell for each column. */
export function matrix(sources: readonly Source[], columns: readonly Column[], by: By): Row[] {
  const alone = (column: Column) => columns.filter(({ program }) => program === column.program).length === 1
  return sources
    .filter(({ whole }) => whole.some(({ value }) => value !== null))
    .map(({ measure, whole, before, times }) => ({
      measure,
      cells: columns.map((column) => ({
        column,
        now: same(whole, column),
        before: same(before, column),
        // Time is told by program: where several teams share one, its course is nobody's own.
        times: alone(column)
          ? onAxis(
              times.filter(({ program }) => program === column.program),
              times,
              by,
            )
          : [],
      })),
    }))
}
