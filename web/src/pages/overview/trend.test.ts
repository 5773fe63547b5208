import { describe, expect, it } from 'vitest'
import { weekly } from './trend'

describe('a weekly trend', () => {
  it('has every week, with a gap where nothing came in, and leads to the conversations of those that have some', () => {
    const rows = [{ id: '2026-W47', program: 'p', value: 0.4, n: 3, conversations: 'program=p' }]
    const told = weekly(rows, '2026-11-05', '2026-11-22', (monday) => monday)
    expect(told.map(({ name, value, n, key }) => [name, value, n, key])).toEqual([
      ['2026-11-02', undefined, 0, undefined],
      ['2026-11-09', undefined, 0, undefined],
      ['2026-11-16', 0.4, 3, 'program=p'],
    ])
  })
})
