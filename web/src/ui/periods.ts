const DAY = 24 * 60 * 60 * 1000

type Language = 'en' | 'zh'

/** What a row about time is called: `2026-11-02`, `2026-W45` (ISO 8601) or `2026-11`. */
const kindOf = (id: string): 'day' | 'week' | 'month' => (id.includes('W') ? 'week' : id.length > 7 ? 'day' : 'month')

const thursdayOf = (ms: number) => ms + (3 - ((new Date(ms).getUTCDay() + 6) % 7)) * DAY

/** The first moment of a period, in milliseconds since 1970 (UTC, as the server counts). */
export function periodStart(id: string): number {
  if (kindOf(id) === 'day') return Date.parse(`${id}T00:00:00Z`)
  if (kindOf(id) === 'month') return Date.parse(`${id}-01T00:00:00Z`)
  const [year = '1970', week = '1'] = id.split('-W')
  // The fourth of January is always in the first week.
  return thursdayOf(Date.UTC(Number(year), 0, 4)) + (Number(week) - 1) * 7 * DAY - 3 * DAY
}

/** The period of the same kind after this one. */
export function nextPeriod(id: string): string {
  const kind = kindOf(id)
  const start = new Date(periodStart(id))
  if (kind === 'day') return new Date(start.getTime() + DAY).toISOString().slice(0, 10)
  if (kind === 'month')
    return new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 1)).toISOString().slice(0, 7)
  const thursday = start.getTime() + 10 * DAY
  const year = new Date(thursday).getUTCFullYear()
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** All periods from the first to the last of these, without holes: a week in which nothing happened is a gap, not a shorter axis. */
export function fillPeriods(ids: readonly string[]): string[] {
  const sorted = [...new Set(ids)].sort()
  const [first, last] = [sorted[0], sorted.at(-1)]
  if (first === undefined || last === undefined) return []
  const filled = [first]
  // Ten years of days: what lies beyond is a mistake in the data.
  for (let at = first; at < last && filled.length < 3_660; ) {
    at = nextPeriod(at)
    filled.push(at)
  }
  return filled
}

const format = (ms: number, language: Language, options: Intl.DateTimeFormatOptions) =>
  new Intl.DateTimeFormat(language === 'zh' ? 'zh-CN' : 'en-GB', { ...options, timeZone: 'UTC' }).format(ms)

/** `Week of 2 Nov 2026`, `2026年11月2日起一周`; `2 Nov 2026`; `November 2026`. */
export function periodName(id: string, language: Language): string {
  const start = periodStart(id)
  const month = language === 'zh' ? 'long' : 'short'
  if (kindOf(id) === 'month') return format(start, language, { month: 'long', year: 'numeric' })
  const day = format(start, language, { day: 'numeric', month, year: 'numeric' })
  if (kindOf(id) === 'day') return day
  return language === 'zh' ? `${day}起一周` : `Week of ${day}`
}

/** The same for an axis: `2 Nov`, `11月2日`; `Nov 2026`. */
export function periodShort(id: string, language: Language): string {
  const start = periodStart(id)
  const month = language === 'zh' ? 'long' : 'short'
  return kindOf(id) === 'month'
    ? format(start, language, { month, year: 'numeric' })
    : format(start, language, { day: 'numeric', month })
}
