const DAY_MS = 86_400_000

/** How near a due date is, in whole days of the reader's calendar: negative days have passed. */
export interface Nearness {
  kind: 'overdue' | 'today' | 'week' | 'later' | 'none'
  days: number
}

const midnight = (ms: number) => new Date(ms).setHours(0, 0, 0, 0)

/** Where a due date stands beside now. What was due an hour ago is overdue, though it is still the same day. */
export function nearness(due: number | null | undefined, now: number): Nearness {
  if (due == null) return { kind: 'none', days: 0 }
  const days = Math.round((midnight(due) - midnight(now)) / DAY_MS)
  if (due < now) return { kind: 'overdue', days }
  if (days === 0) return { kind: 'today', days }
  return { kind: days <= 7 ? 'week' : 'later', days }
}

/** Soonest first; what has no due date comes last, oldest first. */
export function byDue<Row extends { due_ms?: number | null; created_ms: number }>(rows: readonly Row[]): Row[] {
  return [...rows].sort(
    (a, b) =>
      (a.due_ms ?? Number.MAX_SAFE_INTEGER) - (b.due_ms ?? Number.MAX_SAFE_INTEGER) || a.created_ms - b.created_ms,
  )
}

/** The rows under the headings of their nearness, in the order of urgency; headings without rows are left out. */
export function groupsByDue<Row extends { due_ms?: number | null; created_ms: number }>(
  rows: readonly Row[],
  now: number,
): { kind: Nearness['kind']; rows: Row[] }[] {
  const kinds: Nearness['kind'][] = ['overdue', 'today', 'week', 'later', 'none']
  const sorted = byDue(rows)
  return kinds
    .map((kind) => ({ kind, rows: sorted.filter((row) => nearness(row.due_ms, now).kind === kind) }))
    .filter((group) => group.rows.length > 0)
}
