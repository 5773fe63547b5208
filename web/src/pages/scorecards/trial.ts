import type { Of } from '~/api/client'

type Judged = Of<'JudgedOut'>

/** From one result to another, how many conversations went. */
export interface Move {
  from: string | null
  to: string | null
  n: number
}

/** How results moved, those that stay left out, the most frequent first. */
export function moves(results: readonly Judged[]): Move[] {
  const found = new Map<string, Move>()
  for (const { result } of results) {
    const [from = null, to = null] = result
    if (from === to) continue
    const key = `${from}|${to}`
    const before = found.get(key)
    found.set(key, { from, to, n: (before?.n ?? 0) + 1 })
  }
  return [...found.values()].toSorted((a, b) => b.n - a.n)
}

/** The conversations that a form changes most, by the size of the difference; then those that change result without a difference. */
export function largest(results: readonly Judged[], most: number): Judged[] {
  const size = (one: Judged) => Math.abs(one.difference ?? 0)
  return results
    .filter((one) => size(one) > 0 || one.result[0] !== one.result[1])
    .toSorted((a, b) => size(b) - size(a))
    .slice(0, most)
}

/** How often each question is answered differently, the most frequent first. */
export function itemsMoved(results: readonly Judged[]): { item: string; n: number }[] {
  const counts = new Map<string, number>()
  for (const { items } of results) for (const { item } of items) counts.set(item, (counts.get(item) ?? 0) + 1)
  return [...counts].map(([item, n]) => ({ item, n })).toSorted((a, b) => b.n - a.n)
}

/** A day of a date field (`2026-11-02`) as milliseconds in the reader's time zone; its end where `end`. */
export function dayMs(day: string | undefined, end = false): number | undefined {
  if (!day) return undefined
  const [year, month, date] = day.split('-').map(Number)
  if (!year || !month || !date) return undefined
  return new Date(year, month - 1, date + (end ? 1 : 0)).getTime()
}

/** Whether an interval of differences leaves out zero: then the shift is more than chance. */
export const isClear = (interval: readonly number[] | null | undefined) => {
  const [low, high] = interval ?? []
  return low != null && high != null && (low > 0 || high < 0)
}
