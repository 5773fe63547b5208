import dayjs from 'dayjs'

/** Stretches of time that move with the calendar; the address keeps their name, not their dates. */
export const PERIODS = [
  'today',
  'yesterday',
  'this_week',
  'last_week',
  'last_7_days',
  'last_30_days',
  'this_month',
  'last_month',
  'last_90_days',
] as const
export type Period = (typeof PERIODS)[number]

export const isPeriod = (text: string | undefined): text is Period =>
  (PERIODS as readonly string[]).includes(text ?? '')

/** Beginning and end of a stretch in milliseconds, in the reader's time zone; no end where it reaches to now. Weeks begin on Monday. */
export function stretch(period: Period, now: number = Date.now()): { from: number; until?: number } {
  const today = dayjs(now).startOf('day')
  const monday = today.subtract((today.day() + 6) % 7, 'day')
  const month = today.startOf('month')
  switch (period) {
    case 'today':
      return { from: today.valueOf() }
    case 'yesterday':
      return { from: today.subtract(1, 'day').valueOf(), until: today.valueOf() }
    case 'this_week':
      return { from: monday.valueOf() }
    case 'last_week':
      return { from: monday.subtract(7, 'day').valueOf(), until: monday.valueOf() }
    case 'last_7_days':
      return { from: today.subtract(6, 'day').valueOf() }
    case 'last_30_days':
      return { from: today.subtract(29, 'day').valueOf() }
    case 'this_month':
      return { from: month.valueOf() }
    case 'last_month':
      return { from: month.subtract(1, 'month').valueOf(), until: month.valueOf() }
    case 'last_90_days':
      return { from: today.subtract(89, 'day').valueOf() }
  }
}

/** What the API takes of a time, in milliseconds: milliseconds, a moment, or a date, which is a day of UTC and as an end is in. */
export function moment(text: string, end = false): number | undefined {
  if (/^-?\d+$/.test(text)) return Number(text)
  const day = /^\d{4}-\d{2}-\d{2}$/.test(text)
  const ms = Date.parse(day ? `${text}T00:00:00Z` : text)
  if (Number.isNaN(ms)) return undefined
  return day && end ? ms + 86_400_000 : ms
}

/** A local day as a moment that everybody who opens the link understands alike. */
export const dayBegins = (day: string) => dayjs(day).startOf('day').format()

/** The end of a local day: the next one's beginning, because the API's `until` is not in. */
export const dayEnds = (day: string) => dayjs(day).startOf('day').add(1, 'day').format()
