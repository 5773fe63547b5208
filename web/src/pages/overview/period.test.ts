import { describe, expect, it } from 'vitest'
import { daysOf, firstDay, monday, mondayOf, weeks, weeksBetween } from './period'

const NOW = Date.parse('2026-11-22T23:59:00Z')

describe('periods', () => {
  it('come from the address, and nonsense is 30 days', () => {
    expect([daysOf({}), daysOf({ days: '7' }), daysOf({ days: ['90', '7'] }), daysOf({ days: '365' })]).toEqual([
      30, 7, 90, 30,
    ])
  })

  it('hold today as their last day', () => {
    expect(firstDay(NOW, 7)).toBe('2026-11-16')
    expect(firstDay(NOW, 1)).toBe('2026-11-22')
  })

  it('do not overlap when weeks are compared', () => {
    expect(weeks(NOW)).toEqual({ now: { from: '2026-11-16' }, before: { from: '2026-10-19', until: '2026-11-15' } })
  })
})

describe('ISO weeks', () => {
  it('begin on Monday, and a Sunday belongs to the week before', () => {
    expect([monday('2026-11-22'), monday('2026-11-16'), monday('2026-11-15')]).toEqual([
      '2026-11-16',
      '2026-11-16',
      '2026-11-09',
    ])
  })

  it('cross the year as the server counts them', () => {
    expect(weeksBetween('2026-12-28', '2027-01-10')).toEqual(['2026-W53', '2027-W01'])
    expect(weeksBetween('2025-12-29', '2025-12-30')).toEqual(['2026-W01'])
  })

  it('lead back to their Monday', () => {
    for (const week of weeksBetween('2024-01-01', '2027-12-31'))
      expect(weeksBetween(mondayOf(week), mondayOf(week))).toEqual([week])
    expect(mondayOf('2026-W45')).toBe('2026-11-02')
  })
})
