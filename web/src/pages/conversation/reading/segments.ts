/** A stretch of a turn's text that something was found in; code points, `end` is one past the last. */
export interface Span {
  id: string
  start: number
  end: number
}

/** A piece of text with everything that lies over it: the innermost, which is the most precise, comes last. */
export interface Segment {
  text: string
  /** Where it begins, in code points. */
  start: number
  spans: string[]
  /** The spans that begin here. */
  begins: string[]
}

/** Cuts a text at the edges of spans, which may overlap. Spans beyond the text are cut; empty ones are left out. */
export function segments(text: string, spans: readonly Span[]): Segment[] {
  const signs = Array.from(text)
  const within = spans
    .map(({ id, start, end }) => ({ id, start: Math.max(0, start), end: Math.min(signs.length, end) }))
    .filter(({ start, end }) => start < end)
    .sort((a, b) => b.end - b.start - (a.end - a.start))
  const edges = [...new Set([0, signs.length, ...within.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  )
  return edges.slice(0, -1).map((start, at) => {
    const over = within.filter((span) => span.start <= start && start < span.end)
    return {
      text: signs.slice(start, edges[at + 1]).join(''),
      start,
      spans: over.map(({ id }) => id),
      begins: over.filter((span) => span.start === start).map(({ id }) => id),
    }
  })
}

/** On which line below the text each span is drawn, so that overlapping ones stay apart: the longest on the lowest line. */
export function lanes(spans: readonly Span[]): Map<string, number> {
  const placed: (Span & { lane: number })[] = []
  for (const span of [...spans].sort((a, b) => a.end - a.start - (b.end - b.start) || a.start - b.start)) {
    const taken = new Set(
      placed.filter((other) => other.start < span.end && span.start < other.end).map(({ lane }) => lane),
    )
    let lane = 0
    while (taken.has(lane)) lane += 1
    placed.push({ ...span, lane })
  }
  return new Map(placed.map(({ id, lane }) => [id, lane]))
}
