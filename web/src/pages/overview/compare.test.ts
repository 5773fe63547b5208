import { describe, expect, it } from 'vitest'
import { apart, changes, clearPairs } from './compare'

const row = (skill: string, low: number | null, high = 1, id = 'team') => ({
  program: 'p',
  id,
  skill,
  interval: low === null ? null : [low, high],
})

describe('apart', () => {
  it('says nothing where intervals touch, overlap or are missing', () => {
    expect(apart(row('a', 0.5, 0.7), row('a', 0.7, 0.9))).toBeNull()
    expect(apart(row('a', 0.1, 0.9), row('a', 0.4, 0.5))).toBeNull()
    expect(apart(row('a', null), row('a', 0.4, 0.5))).toBeNull()
    expect(apart(row('a', 0.4, 0.5), {})).toBeNull()
  })

  it('knows above from below', () => {
    expect(apart(row('a', 0.8, 0.9), row('a', 0.1, 0.3))).toBe('above')
    expect(apart(row('a', 0, 0.05), row('a', 0.1, 0.3))).toBe('below')
  })
})

describe('changes', () => {
  it('compares the same group and skill alone', () => {
    const now = [row('a', 0.8, 0.9), row('b', 0.8, 0.9), row('a', 0, 0.1, 'other')]
    const before = [row('a', 0.1, 0.2), row('c', 0.1, 0.2)]
    expect(changes(now, before).map(({ now, place }) => [now.id, now.skill, place])).toEqual([['team', 'a', 'above']])
  })
})

describe('clear pairs', () => {
  it('are those whose intervals have nothing in common, and no others', () => {
    const rows = [row('a', 60, 70), row('b', 65, 80), row('c', 20, 50)]
    expect(clearPairs(rows).map(([high, low]) => [high.skill, low.skill])).toEqual([
      ['a', 'c'],
      ['b', 'c'],
    ])
    expect(clearPairs(rows.slice(0, 2))).toEqual([])
  })
})
