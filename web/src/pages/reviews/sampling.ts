import type { Of } from '~/api/client'

/** How far off, in points at 95 %, the rate of a yes-or-no question may be after n of N conversations, at its widest (half say yes). */
export function margin(n: number, all = Number.POSITIVE_INFINITY): number | null {
  if (n < 1) return null
  if (n >= all) return 0
  const left = Number.isFinite(all) ? (all - n) / (all - 1) : 1
  return 100 * 1.96 * Math.sqrt((0.25 / n) * left)
}

/** A day of a date field in the reader's time zone, as its first moment; none for no date. */
export function dayStart(date: string): number | null {
  const ms = new Date(`${date}T00:00:00`).getTime()
  return Number.isNaN(ms) ? null : ms
}

/** The moment after a day. */
export function dayEnd(date: string): number | null {
  const start = dayStart(date)
  if (start == null) return null
  const next = new Date(start)
  next.setDate(next.getDate() + 1)
  return next.getTime()
}

/** What a date field holds: `2026-11-02`. */
export function dateOf(ms: number): string {
  const date = new Date(ms)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** The periods that people ask for most, both days in. */
export function presets(now: number): { key: 'lastWeek' | 'last30' | 'lastMonth'; from: string; until: string }[] {
  const days = (n: number) => {
    const date = new Date(now)
    date.setDate(date.getDate() - n)
    return dateOf(date.getTime())
  }
  const today = new Date(now)
  const month = (by: number, day: number) => dateOf(new Date(today.getFullYear(), today.getMonth() + by, day).getTime())
  return [
    { key: 'lastWeek', from: days(6), until: days(0) },
    { key: 'last30', from: days(29), until: days(0) },
    { key: 'lastMonth', from: month(-1, 1), until: month(0, 0) },
  ]
}

/** A seed as typed; `wrong` where it is none. */
export function readSeed(text: string): number | undefined | 'wrong' {
  const trimmed = text.trim()
  if (!trimmed) return undefined
  const seed = Number(trimmed)
  return /^\d+$/.test(trimmed) && seed <= 2 ** 53 ? seed : 'wrong'
}

/** The reviews of a sample by stratum: how many places each had, and the chance of each conversation in it. */
export function strataOf(reviews: readonly Pick<Of<'ReviewOut'>, 'picked' | 'probability'>[]) {
  const strata = new Map<string, { picked: string; places: number; chance: number | null }>()
  for (const { picked, probability } of reviews) {
    const known = strata.get(picked)
    if (known) known.places += 1
    else strata.set(picked, { picked, places: 1, chance: probability ?? null })
  }
  return [...strata.values()].sort((a, b) => b.places - a.places || a.picked.localeCompare(b.picked))
}

/** How many open reviews each sample has among these. */
export function openBySample(reviews: readonly Pick<Of<'ReviewOut'>, 'sample'>[]) {
  const open = new Map<string, number>()
  for (const { sample } of reviews) if (sample) open.set(sample, (open.get(sample) ?? 0) + 1)
  return open
}
