interface Row {
  skill: string
  taken: number
  opportunities: number
  place?: string | null
  rate?: number | null
  interval?: readonly number[] | null
  /** What the program's people are worth, as moments taken and missed. */
  shrunk?: { a: number; b: number } | null
}

/** What people of the program do on the whole; half where that is not told. */
const usual = ({ shrunk }: Row) => (shrunk && shrunk.a + shrunk.b > 0 ? shrunk.a / (shrunk.a + shrunk.b) : 0.5)

/** So many skills are praised. */
export const PRAISED = 2

/**
 * The skills to praise: those above the program's interval, then those that lie highest with certainty (by the low end of their interval).
 * Nothing is praised that is done less than people of the program do it, or of which too little is known.
 */
export function strengths<R extends Row>(rows: readonly R[], most = PRAISED): R[] {
  const low = (row: R) => (row.place === 'above' ? 1 : 0) + (row.interval?.[0] ?? 0)
  return rows
    .filter((row) => row.taken > 0 && row.interval && row.place !== 'below')
    .filter((row) => row.place === 'above' || (row.rate ?? 0) >= usual(row))
    .sort((a, b) => low(b) - low(a))
    .slice(0, most)
}

/** The skill with most missed opportunities, rather one that is not praised; none where nothing was missed. */
export function focus<R extends Row>(rows: readonly R[]): R | undefined {
  const missed = (row: R) => row.opportunities - row.taken
  const praised = new Set<Row>(strengths(rows))
  return rows
    .filter((row) => missed(row) > 0)
    .sort((a, b) => Number(praised.has(a)) - Number(praised.has(b)) || missed(b) - missed(a))[0]
}
