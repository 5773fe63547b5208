/**
 * Offsets of the API count Unicode code points; a browser's strings count UTF-16 units. An emoji is one of the former and two of the latter.
 */

/** How many code points a text has. */
export const length = (text: string) => {
  let points = 0
  for (const _ of text) points += 1
  return points
}

/** The text from code point `start` to code point `end`. */
export const slice = (text: string, start: number, end?: number) => Array.from(text).slice(start, end).join('')

/** Where a UTF-16 index lies in code points; inside of a pair counts as before it. */
export const pointsBefore = (text: string, index: number) => {
  let points = 0
  let at = 0
  for (const sign of text) {
    at += sign.length
    if (at > index) break
    points += 1
  }
  return points
}
