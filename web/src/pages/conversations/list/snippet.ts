/** A piece of a text, marked or not. */
export interface Piece {
  text: string
  marked: boolean
}

/** A stretch of a turn in pieces. Places count code points of the whole turn, as the API's do; `start` is where the stretch begins. */
export function pieces(text: string, start: number, highlights: readonly (readonly number[])[]): Piece[] {
  const points = [...text]
  const found: Piece[] = []
  let at = 0
  const add = (until: number, marked: boolean) => {
    const end = Math.min(Math.max(until, at), points.length)
    if (end > at) found.push({ text: points.slice(at, end).join(''), marked })
    at = end
  }
  for (const [from = 0, until = 0] of highlights) {
    add(from - start, false)
    add(until - start, true)
  }
  add(points.length, false)
  return found
}
