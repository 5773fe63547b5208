import { expect, test } from 'vitest'
import { hostile, loads, periodOf, total } from './exposure'

const row = (day: string, contacts: number, levels: [number, number, number, number]) => ({
  program: 'p',
  id: 't',
  name: 'Beacon',
  day,
  contacts,
  level_1: levels[0],
  level_2: levels[1],
  level_3: levels[2],
  level_4: levels[3],
  weight: 0,
})

test('a day belongs to its ISO week and month', () => {
  expect(periodOf('2026-11-22', 'week')).toBe('2026-W47')
  expect(periodOf('2027-01-01', 'week')).toBe('2026-W53')
  expect(periodOf('2026-11-22', 'month')).toBe('2026-11')
})

test('days are added up, and a week of which no day may be shown says so', () => {
  const rows = [
    row('2026-11-02', 5, [1, 0, 0, 0]),
    row('2026-11-03', 4, [0, 0, 2, 1]),
    row('2026-11-16', 3, [0, 0, 0, 0]),
  ]
  const weeks = loads(rows, 'week')
  expect(weeks.map(({ id, days, contacts }) => [id, days, contacts])).toEqual([
    ['2026-W45', 2, 9],
    ['2026-W46', 0, 0],
    ['2026-W47', 1, 3],
  ])
  expect(weeks.map(hostile)).toEqual([4, 0, 0])
  expect(total(weeks)).toMatchObject({ days: 3, contacts: 12, level_3: 2 })
})
