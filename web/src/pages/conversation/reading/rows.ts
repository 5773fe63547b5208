import type { Episode, Mark, Turn } from './marks'

/** A line of the transcript: a turn, what was missed behind it, or the beginning of an episode. */
export type Row =
  | { kind: 'turn'; key: string; turn: Turn; index: number; pause?: number; found: Mark[]; episode?: EpisodePlace }
  | { kind: 'missed'; key: string; after: number; marks: Mark[]; episode?: EpisodePlace }
  | { kind: 'episode'; key: string; episode: Episode; at: EpisodePlace }

/** Where a line lies in the bracket of an episode. */
export type EpisodePlace = 'first' | 'middle' | 'last'

/** A pause that is long enough to be told of, or talking at the same time, in milliseconds. */
const PAUSE_MS = 2_000
const OVERLAP_MS = 300

/** Milliseconds between the end of a turn and the beginning of the next: below zero where both spoke; none where it says nothing. */
export function pauseBefore(before: Turn | undefined, turn: Turn): number | undefined {
  if (before?.end_ms == null || turn.start_ms == null) return undefined
  const gap = turn.start_ms - before.end_ms
  return gap >= PAUSE_MS || gap <= -OVERLAP_MS ? gap : undefined
}

const byTurn = (marks: readonly Mark[]) => {
  const places = new Map<number, Mark[]>()
  for (const mark of marks) places.set(mark.turn, [...(places.get(mark.turn) ?? []), mark])
  return places
}

/** The lines of a transcript from top to bottom. Without `marks` and `episodes` (a blind review) there are the turns alone. */
export function rowsOf(turns: readonly Turn[], marks: readonly Mark[], episodes: readonly Episode[]): Row[] {
  const found = byTurn(marks.filter((mark) => mark.finding))
  const missed = byTurn(marks.filter((mark) => mark.opportunity))
  const rows: Row[] = []
  turns.forEach((turn, index) => {
    const inside = episodes.find(({ onset, end }) => onset <= turn.turn && turn.turn <= end)
    if (inside && inside.onset === turn.turn)
      rows.push({ kind: 'episode', key: `e${inside.onset}`, episode: inside, at: 'first' })
    const ghosts = missed.get(turn.turn)
    const place: EpisodePlace | undefined = inside && (inside.end === turn.turn && !ghosts ? 'last' : 'middle')
    rows.push({
      kind: 'turn',
      key: `t${turn.turn}`,
      turn,
      index,
      pause: pauseBefore(turns[index - 1], turn),
      found: found.get(turn.turn) ?? [],
      episode: place,
    })
    if (ghosts)
      rows.push({
        kind: 'missed',
        key: `m${turn.turn}`,
        after: turn.turn,
        marks: ghosts,
        episode: inside && (inside.end === turn.turn ? 'last' : 'middle'),
      })
  })
  return rows
}

/** The line that shows a turn, or a missed opportunity behind it. */
export function rowOf(rows: readonly Row[], turn: number, mark?: string): number {
  const ghost = mark ? rows.findIndex((row) => row.kind === 'missed' && row.marks.some(({ id }) => id === mark)) : -1
  if (ghost >= 0) return ghost
  return rows.findIndex((row) => row.kind === 'turn' && row.turn.turn === turn)
}

/** The turn of a line. */
export const turnOf = (row: Row | undefined) =>
  row === undefined ? 0 : row.kind === 'turn' ? row.turn.turn : row.kind === 'missed' ? row.after : row.episode.onset
