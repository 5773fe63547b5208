/** A row of the outline: a section, or a question of it. */
export interface Row {
  id: string
  section: number
  item?: number
}

/** All rows in order, from how many questions each section has. */
export function rows(counts: readonly number[]): Row[] {
  return counts.flatMap((count, section) => [
    { id: `s${section}`, section },
    ...Array.from({ length: count }, (_, item) => ({ id: `i${section}.${item}`, section, item })),
  ])
}

export type Move = { section: number; to: number } | { item: [number, number]; to: [number, number] }

/** What dropping a row on another one does; nothing where all stays in its place. */
export function drop(counts: readonly number[], active: string, over: string): Move | undefined {
  const list = rows(counts)
  const from = list.findIndex((row) => row.id === active)
  const onto = list.findIndex((row) => row.id === over)
  const row = list[from]
  const target = list[onto]
  if (!row || !target || from === onto) return undefined
  if (row.item === undefined)
    return row.section === target.section ? undefined : { section: row.section, to: target.section }
  const left = list.toSpliced(from, 1)
  left.splice(onto, 0, row)
  const place = left.indexOf(row)
  // Above the first section there is none: the question becomes its first one.
  const head = Math.max(
    left.slice(0, place).findLastIndex((one) => one.item === undefined),
    0,
  )
  const section = left.slice(0, place).findLast((one) => one.item === undefined)?.section ?? 0
  const to: [number, number] = [section, Math.max(place - head - 1, 0)]
  return to[0] === row.section && to[1] === row.item ? undefined : { item: [row.section, row.item], to }
}

/** A question one place up or down, over the border of its section. */
export function step(counts: readonly number[], item: [number, number], by: 1 | -1): Move | undefined {
  const [section, index] = item
  const next = index + by
  if (next >= 0 && next < (counts[section] ?? 0)) return { item, to: [section, next] }
  const other = section + by
  if (other < 0 || other >= counts.length) return undefined
  return { item, to: [other, by > 0 ? 0 : (counts[other] ?? 0)] }
}
