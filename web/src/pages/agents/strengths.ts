interface Row {
  skill: string
  taken: number
  opportunities: number
  place?: string | null
  interval?: readonly number[] | null
}

/**
 * The skills to praise: those above the program's interval, then those that lie highest with certainty (by the low end of their interval).
 * Nothing is praised that was never done, that lies below the program's, or of which too little is known.
 */
export function strengths<R extends Row>(rows: readonly R[], most: number): R[] {
  const low = (row: R) => (row.place === 'above' ? 1 : 0) + (row.interval?.[0] ?? 0)
  return rows
    .filter((row) => row.taken > 0 && row.interval && row.place !== 'below')
    .sort((a, b) => low(b) - low(a))
    .slice(0, most)
}

/** The skill with most missed opportunities; none where nothing was missed. */
export function focus<R extends Row>(rows: readonly R[]): R | undefined {
  const missed = (row: R) => row.opportunities - row.taken
  return rows.filter((row) => missed(row) > 0).sort((a, b) => missed(b) - missed(a))[0]
}
