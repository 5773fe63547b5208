import { one, type Search } from '~/search'

/** How far back a page looks, in days; the last of them is today. */
export const PERIODS = [7, 30, 90] as const
export type Days = (typeof PERIODS)[number]

const DAY = 24 * 60 * 60 * 1000

/** The period that an address asks for; 30 days where it asks for none or for nonsense. */
export const daysOf = (search: Search): Days => PERIODS.find((days) => String(days) === one(search.days)) ?? 30

/** The day (UTC, as the server counts) that lies so many days before now: `2026-11-22`. */
export const dayBefore = (now: number, days: number) => new Date(now - days * DAY).toISOString().slice(0, 10)

/** The first day of the last so many days. */
export const firstDay = (now: number, days: number) => dayBefore(now, days - 1)

/** The last seven days, and the four weeks before them. */
export const weeks = (now: number) => ({
  now: { from: dayBefore(now, 6) },
  before: { from: dayBefore(now, 34), until: dayBefore(now, 7) },
})

/** Monday of the ISO week of a day, as a day: weeks begin where the server's do. */
export function monday(day: string) {
  const at = Date.parse(`${day}T00:00:00Z`)
  return new Date(at - ((new Date(at).getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10)
}

/** Monday of `2026-W47`, as a day. */
export function mondayOf(week: string) {
  const [year = '1970', number = '1'] = week.split('-W')
  // The fourth of January always lies in the first week.
  return dayBefore(Date.parse(`${monday(`${year}-01-04`)}T00:00:00Z`), -(Number(number) - 1) * 7)
}

/** The ISO weeks from the one of a day up to the one of another: `2026-W45`. */
export function weeksBetween(from: string, until: string) {
  const found: string[] = []
  for (let at = Date.parse(`${monday(from)}T00:00:00Z`); at <= Date.parse(`${until}T00:00:00Z`); at += 7 * DAY) {
    // Thursday says which year a week belongs to.
    const thursday = new Date(at + 3 * DAY)
    const first = Date.UTC(thursday.getUTCFullYear(), 0, 1)
    const number = Math.floor((thursday.getTime() - first) / (7 * DAY)) + 1
    found.push(`${thursday.getUTCFullYear()}-W${String(number).padStart(2, '0')}`)
  }
  return found
}
