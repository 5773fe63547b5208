import type { Of } from '~/api/client'
import { fillPeriods } from '~/ui/periods'
import type { Time } from './asked'

export const LEVELS = ['level_1', 'level_2', 'level_3', 'level_4'] as const
export type Level = (typeof LEVELS)[number]

/** Contacts of a stretch of time of a program or team: all of them, and by the highest level of hostility in each. */
export interface Load {
  id: string
  /** Days that are shown and added up. */
  days: number
  contacts: number
  level_1: number
  level_2: number
  level_3: number
  level_4: number
}

const DAY = 24 * 60 * 60 * 1000

/** The day, ISO week or month that a day (`2026-11-02`) belongs to. */
export function periodOf(day: string, by: Time): string {
  if (by === 'day') return day
  if (by === 'month') return day.slice(0, 7)
  const at = Date.parse(`${day}T00:00:00Z`)
  // A week belongs to the year of its Thursday.
  const thursday = at + (3 - ((new Date(at).getUTCDay() + 6) % 7)) * DAY
  const year = new Date(thursday).getUTCFullYear()
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

const nothing = (id: string): Load => ({ id, days: 0, contacts: 0, level_1: 0, level_2: 0, level_3: 0, level_4: 0 })

/** Days added up to stretches of time, without holes. Days that are withheld are not in it: `days` says how many are. */
export function loads(rows: readonly Of<'ExposureRow'>[], by: Time): Load[] {
  const found = new Map<string, Load>()
  for (const row of rows) {
    const id = periodOf(row.day, by)
    const own = found.get(id) ?? nothing(id)
    own.days += 1
    own.contacts += row.contacts
    for (const level of LEVELS) own[level] += row[level]
    found.set(id, own)
  }
  return fillPeriods([...found.keys()]).map((id) => found.get(id) ?? nothing(id))
}

/** Everything of a program or team together. */
export function total(all: readonly Load[]): Load {
  const sum = nothing('')
  for (const own of all) {
    sum.days += own.days
    sum.contacts += own.contacts
    for (const level of LEVELS) sum[level] += own[level]
  }
  return sum
}

/** Contacts with any hostility. */
export const hostile = (load: Load): number => LEVELS.reduce((all, level) => all + load[level], 0)
