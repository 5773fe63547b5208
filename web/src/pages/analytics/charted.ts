import type { Figured } from '~/ui/figured'
import { fillPeriods } from '~/ui/periods'
import { isTime, type Rows } from './asked'
import type { Told } from './told'

interface Labels {
  name: (row: Pick<Told, 'id' | 'name'>) => string
  short: (row: Pick<Told, 'id' | 'name'>) => string
  why: (why: string | null) => string
  taken: (row: Told) => string
}

/** Rows as what charts draw. A click leads to conversations where there are any that the reader may see. */
export const figured = (rows: readonly Told[], labels: Labels): Figured[] =>
  rows.map((row) => ({
    key: row.conversations ?? undefined,
    name: labels.name(row),
    short: labels.short(row),
    value: row.value,
    interval: row.interval,
    n: row.n,
    why: row.why && labels.why(row.why),
    more: [labels.taken(row)].filter(Boolean),
  }))

/** Rows of time without holes, from the first to the last period of the whole answer: all programs share one axis. */
export function onAxis(rows: readonly Told[], all: readonly Told[], by: Rows): Told[] {
  if (!isTime(by)) return [...rows]
  const known = new Map(rows.map((row) => [row.id, row]))
  const program = rows[0]?.program ?? ''
  return fillPeriods(all.map(({ id }) => id)).map(
    (id) =>
      known.get(id) ?? { program, id, name: id, value: null, interval: null, why: null, n: 0, conversations: null },
  )
}

/** A name that every file system takes: `skills-empathy-larkmoor`. */
export const fileName = (...parts: (string | undefined)[]) =>
  parts
    .filter(Boolean)
    .join('-')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
