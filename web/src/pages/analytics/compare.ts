interface Ranged {
  value?: number | null
  interval?: readonly number[] | null
}

/** How one figure stands to another: `higher` or `lower` only where their intervals have nothing in common. */
export type Verdict = 'higher' | 'lower' | 'unclear' | 'nothing'

const ends = (one: Ranged | undefined): [number, number] | null => {
  const [low, high] = [one?.interval?.[0], one?.interval?.[1]]
  return low == null || high == null ? null : [low, high]
}

/** `nothing` where there is no figure to compare with, `unclear` where intervals overlap or one of them is missing. */
export function verdict(now: Ranged | undefined, before: Ranged | undefined): Verdict {
  if (now?.value == null || before?.value == null) return 'nothing'
  const [own, other] = [ends(now), ends(before)]
  if (!own || !other) return 'unclear'
  if (own[0] > other[1]) return 'higher'
  return own[1] < other[0] ? 'lower' : 'unclear'
}

/** Pairs of which the first lies wholly above the second: all that may be said about an order. */
export const clearPairs = <Row extends Ranged>(rows: readonly Row[]): [Row, Row][] =>
  rows.flatMap((row) =>
    rows.filter((other) => verdict(row, other) === 'higher').map((other): [Row, Row] => [row, other]),
  )

/** The row of another period that is about the same. */
export const same = <Row extends { program: string; id: string }>(
  rows: readonly Row[] | undefined,
  { program, id }: { program: string; id: string },
): Row | undefined => rows?.find((row) => row.program === program && row.id === id)

/** How a figure lies beside the whole, in the words of the API: only where there is one whole, and both have intervals. */
export function placeOf(row: Ranged, whole: readonly Ranged[]): 'above' | 'within' | 'below' | null {
  const [only] = whole
  if (whole.length !== 1 || !ends(row) || !ends(only)) return null
  const told = verdict(row, only)
  return told === 'higher' ? 'above' : told === 'lower' ? 'below' : 'within'
}
