import { expect, test } from 'vitest'
import { fillPeriods, nextPeriod, periodName, periodShort, periodStart } from './periods'

const day = (id: string) => new Date(periodStart(id)).toISOString().slice(0, 10)

test('weeks begin on the Monday of ISO 8601', () => {
  expect(day('2026-W45')).toBe('2026-11-02')
  expect(day('2027-W01')).toBe('2027-01-04')
  expect(day('2026-W01')).toBe('2025-12-29')
  expect(day('2026-W53')).toBe('2026-12-28')
})

test('one period follows the other over the turn of a year', () => {
  expect(nextPeriod('2026-W52')).toBe('2026-W53')
  expect(nextPeriod('2026-W53')).toBe('2027-W01')
  expect(nextPeriod('2025-W52')).toBe('2026-W01')
  expect(nextPeriod('2026-12')).toBe('2027-01')
  expect(nextPeriod('2028-02-28')).toBe('2028-02-29')
})

test('a week without conversations stays on the axis', () => {
  expect(fillPeriods(['2026-W47', '2026-W45', '2026-W45'])).toEqual(['2026-W45', '2026-W46', '2026-W47'])
  expect(fillPeriods([])).toEqual([])
})

test('every period of three years lies where its neighbour ends', () => {
  for (let at = '2025-W30'; at < '2028-W30'; at = nextPeriod(at))
    expect(periodStart(nextPeriod(at)) - periodStart(at)).toBe(7 * 86_400_000)
})

test('in both languages', () => {
  expect(periodName('2026-W45', 'en')).toBe('Week of 2 Nov 2026')
  expect(periodName('2026-W45', 'zh')).toBe('2026年11月2日起一周')
  expect(periodShort('2026-11-02', 'zh')).toBe('11月2日')
  expect(periodShort('2026-11', 'en')).toBe('Nov 2026')
})
