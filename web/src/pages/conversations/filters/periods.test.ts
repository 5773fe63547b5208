import dayjs from 'dayjs'
import { describe, expect, it } from 'vitest'
import { dayBegins, dayEnds, moment, PERIODS, stretch } from './periods'

// A Wednesday, and a Sunday in the same week.
const wednesday = dayjs('2026-11-18T15:30:00').valueOf()
const sunday = dayjs('2026-11-22T23:59:00').valueOf()
const shown = (ms: number | undefined) => ms && dayjs(ms).format('YYYY-MM-DD HH:mm')

describe('stretches', () => {
  it('begin weeks on Monday, on Sundays too', () => {
    expect(shown(stretch('this_week', wednesday).from)).toBe('2026-11-16 00:00')
    expect(shown(stretch('this_week', sunday).from)).toBe('2026-11-16 00:00')
    const before = stretch('last_week', sunday)
    expect([shown(before.from), shown(before.until)]).toEqual(['2026-11-09 00:00', '2026-11-16 00:00'])
  })
  it('count today as one of the last days', () => {
    expect(shown(stretch('last_7_days', sunday).from)).toBe('2026-11-16 00:00')
    expect(shown(stretch('last_30_days', sunday).from)).toBe('2026-10-24 00:00')
  })
  it('end where they are over, and never before they begin', () => {
    expect(shown(stretch('last_month', dayjs('2026-03-31T10:00:00').valueOf()).from)).toBe('2026-02-01 00:00')
    for (const period of PERIODS) {
      const { from, until } = stretch(period, wednesday)
      expect(until ?? wednesday).toBeGreaterThan(from)
    }
  })
})

describe('moments of the address', () => {
  it('are what the API reads', () => {
    expect(moment('1795309920000')).toBe(1795309920000)
    expect(moment('2026-03-02')).toBe(Date.UTC(2026, 2, 2))
    expect(moment('2026-03-02', true)).toBe(Date.UTC(2026, 2, 3))
    expect(moment('2026-03-02T00:00:00+08:00')).toBe(Date.UTC(2026, 2, 1, 16))
    expect(moment('soon')).toBeUndefined()
  })
  it('hold whole local days', () => {
    const begin = moment(dayBegins('2026-03-02'))
    const end = moment(dayEnds('2026-03-02'), true)
    expect([shown(begin), shown(end)]).toEqual(['2026-03-02 00:00', '2026-03-03 00:00'])
  })
})
