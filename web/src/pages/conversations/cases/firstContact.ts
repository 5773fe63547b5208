import type { Of } from '~/api/client'

const DAY_MS = 86_400_000

/** What a case says of the first contact: it settled the matter, it did not, another was agreed on in it, or it is too early to tell. */
export type First = 'settled' | 'again' | 'planned' | 'young'

type Contact = Pick<Of<'RowOut'>, 'started_ms' | 'outcome'>

/** The server's rule: another contact within `days` of the first means that it did not settle it, unless the first one agreed on it. */
export function firstContact(contacts: readonly Contact[], days: number, now: number): First | undefined {
  const [first, ...later] = [...contacts].sort((a, b) => a.started_ms - b.started_ms)
  if (!first) return undefined
  if (first.started_ms > now - days * DAY_MS) return 'young'
  const planned = contacts.some((one) => one.started_ms === first.started_ms && one.outcome === 'follow_up')
  if (planned) return 'planned'
  const again = later.some(
    (one) => one.started_ms > first.started_ms && one.started_ms <= first.started_ms + days * DAY_MS,
  )
  return again ? 'again' : 'settled'
}

/** The time between two contacts in whole days, or hours where it is less than two days. */
export const gap = (from: number, to: number): { unit: 'days' | 'hours'; n: number } => {
  const hours = (to - from) / 3_600_000
  return hours < 48 ? { unit: 'hours', n: Math.max(1, Math.round(hours)) } : { unit: 'days', n: Math.round(hours / 24) }
}
