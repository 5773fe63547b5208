import { describe, expect, it } from 'vitest'
import { hostile, loadChart, loads } from './exposure'

const row = (day: string, contacts: number, levels: number[]) =>
  ({
    day,
    contacts,
    level_1: levels[0],
    level_2: levels[1],
    level_3: levels[2],
    level_4: levels[3],
  }) as Parameters<typeof loads>[0][number]

describe('the load', () => {
  it('is of all teams together, by week, with weeks of nothing in between', () => {
    const rows = [
      row('2026-11-02', 3, [1, 0, 0, 0]),
      row('2026-11-08', 4, [0, 0, 2, 1]),
      row('2026-11-20', 5, [0, 1, 0, 0]),
    ]
    const told = loads(rows, '2026-11-04', '2026-11-22', 'week')
    expect(told.map(({ day, contacts }) => [day, contacts])).toEqual([
      ['2026-11-02', 7],
      ['2026-11-09', 0],
      ['2026-11-16', 5],
    ])
    expect(told.map(hostile)).toEqual([4, 0, 1])
  })

  it('keeps days apart where days are asked for', () => {
    const told = loads([row('2026-11-21', 3, [0, 0, 1, 0])], '2026-11-20', '2026-11-22', 'day')
    expect(told.map((one) => [one.day, hostile(one)])).toEqual([
      ['2026-11-20', 0],
      ['2026-11-21', 1],
      ['2026-11-22', 0],
    ])
  })

  it('is drawn with one part for each level, in the order of levels', () => {
    const told = loads([row('2026-11-21', 9, [1, 2, 3, 4])], '2026-11-21', '2026-11-21', 'day')
    const { series } = loadChart(told, ['21'], ['a', 'b', 'c', 'd'])
    expect((series as { name: string; data: number[] }[]).map(({ name, data }) => [name, data])).toEqual([
      ['a', [1]],
      ['b', [2]],
      ['c', [3]],
      ['d', [4]],
    ])
  })
})
