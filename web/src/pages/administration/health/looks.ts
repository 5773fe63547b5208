/** How the installation is, as the server tells it. */
export interface HealthTold {
  engine: { version: string; behaviours: string; models: string }
  started_ms: number
  now_ms: number
  database: { kind: string; bytes: number; migrations: number; missing_migrations: number; ahead_ms: number }
  disk?: { free: number; total: number } | null
  queue: { waiting: number; running: number; failed: number; oldest_age_ms?: number | null }
  dead_letters: number
}

export type Standing = 'fine' | 'note' | 'wrong'

/** One thing that was looked at; `why` chooses the words. */
export interface Look {
  what: 'database' | 'disk' | 'clock' | 'queue' | 'failed' | 'letters'
  why: string
  standing: Standing
}

const GIGABYTE = 1 << 30
const MINUTE_MS = 60_000
/** More waiting conversations than this are worth a word, as for `rapport doctor`. */
const MANY = 5_000
/** Nothing should wait so long while somebody works. */
const LONG_MS = 15 * MINUTE_MS

/** What is fine, what is worth a word, and what is wrong; in the order of the page. */
export function looksOf({ database, disk, queue, dead_letters }: HealthTold): Look[] {
  const look = (what: Look['what'], why: string, standing: Standing): Look => ({ what, why, standing })
  const skewed = Math.abs(database.ahead_ms) > MINUTE_MS
  const stuck = (queue.oldest_age_ms ?? 0) > LONG_MS
  const looks = [
    database.missing_migrations === 0
      ? look('database', 'database.fine', 'fine')
      : look('database', database.missing_migrations > 0 ? 'database.behind' : 'database.ahead', 'wrong'),
    look('clock', skewed ? 'clock.skewed' : 'clock.fine', skewed ? 'wrong' : 'fine'),
    stuck
      ? look('queue', 'queue.stuck', 'wrong')
      : queue.waiting > MANY
        ? look('queue', 'queue.many', 'note')
        : look('queue', queue.waiting + queue.running > 0 ? 'queue.busy' : 'queue.idle', 'fine'),
    look('failed', queue.failed ? 'failed.some' : 'failed.none', queue.failed ? 'note' : 'fine'),
    look('letters', dead_letters ? 'letters.some' : 'letters.none', dead_letters ? 'note' : 'fine'),
  ]
  if (!disk) return looks
  // Little room is little, however large the disk.
  const tight = disk.free < GIGABYTE
  return [...looks, look('disk', tight ? 'disk.tight' : 'disk.fine', tight ? 'wrong' : 'fine')]
}

/** `1.5 GB`, `740 MB`: three figures are enough. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB']
  let value = bytes
  let unit = 0
  while (value >= 1_000 && unit < units.length - 1) {
    value /= 1_000
    unit += 1
  }
  return `${value < 10 && unit > 0 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

/** Milliseconds in the largest unit that fits, for words. */
export function lasting(ms: number): { unit: 'seconds' | 'minutes' | 'hours' | 'days'; count: number } {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  if (seconds < 120) return { unit: 'seconds', count: seconds }
  if (seconds < 2 * 3_600) return { unit: 'minutes', count: Math.floor(seconds / 60) }
  if (seconds < 2 * 86_400) return { unit: 'hours', count: Math.floor(seconds / 3_600) }
  return { unit: 'days', count: Math.floor(seconds / 86_400) }
}
