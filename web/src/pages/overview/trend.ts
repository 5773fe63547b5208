import type { Figured } from '~/ui/intervals'
import { mondayOf, weeksBetween } from './period'

/** A row of figures by week. */
export interface Weekly {
  id: string
  program: string
  value: number | null | undefined
  interval?: readonly number[] | null
  n: number
  why?: string | null
  conversations?: string | null
  more?: string[]
}

/** Figures of every week from one day to another, with a gap where nothing came in: weeks that are missing must not look like a straight line. */
export function weekly(
  rows: readonly Weekly[],
  from: string,
  until: string,
  name: (monday: string) => string,
): Figured[] {
  return weeksBetween(from, until).map((week): Figured => {
    const row = rows.find((one) => one.id === week)
    const monday = mondayOf(week)
    return {
      name: name(monday),
      short: monday.slice(5).replace('-', '/'),
      value: row?.value,
      interval: row?.interval,
      n: row?.n ?? 0,
      why: row?.why,
      ...(row?.more ? { more: row.more } : {}),
      ...(row?.conversations ? { key: row.conversations } : {}),
    }
  })
}
