/** Steps of points as a line that people type: `0: 0, 50: 50, 80: 100` (percent reached: percent of the points). */
export const bandsLine = (bands: Record<string, unknown>) =>
  Object.entries(bands)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([from, earns]) => `${from}: ${earns}`)
    .join(', ')

/** The other way; none where the line is empty, null where it is no such line. */
export function bandsOf(line: string): Map<number, number> | undefined | null {
  if (!line.trim()) return undefined
  const found = new Map<number, number>()
  for (const part of line.split(/[,，;；]/).filter((one) => one.trim())) {
    const match = /^\s*(\d{1,3})\s*%?\s*(?:[:：]|→|->)\s*(\d{1,3})\s*%?\s*$/.exec(part)
    if (!match) return null
    found.set(Number(match[1]), Number(match[2]))
  }
  return found
}
