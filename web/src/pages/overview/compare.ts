/** A figure with its interval, as the API sends it. */
export interface Ranged {
  interval?: readonly number[] | null
}

/** Whether two intervals have nothing in common; without one of them nothing can be said. */
export function apart(a: Ranged, b: Ranged): 'above' | 'below' | null {
  const [low, high] = [a.interval?.[0], a.interval?.[1]]
  const [otherLow, otherHigh] = [b.interval?.[0], b.interval?.[1]]
  if (low == null || high == null || otherLow == null || otherHigh == null) return null
  if (low > otherHigh) return 'above'
  return high < otherLow ? 'below' : null
}

interface Row extends Ranged {
  program: string
  id: string
  skill: string
}

/** Two rows of the same group and skill, and whether the first lies clearly above or below the second. */
export interface Change<R> {
  now: R
  before: R
  place: 'above' | 'below' | null
}

/** Pairs each row with the one of the same group and skill before; rows that are in one period alone cannot be compared. */
export function changes<R extends Row>(now: readonly R[], before: readonly R[]): Change<R>[] {
  const key = ({ program, id, skill }: Row) => `${program} ${id} ${skill}`
  const earlier = new Map(before.map((row) => [key(row), row]))
  return now.flatMap((row) => {
    const then = earlier.get(key(row))
    return then ? [{ now: row, before: then, place: apart(row, then) }] : []
  })
}

/** Pairs of which the first lies wholly above the second: all that may be said about an order. */
export function clearPairs<R extends Ranged>(rows: readonly R[]): [R, R][] {
  return rows.flatMap((row) =>
    rows.filter((other) => apart(row, other) === 'above').map((other): [R, R] => [row, other]),
  )
}
