import { describe, expect, it } from 'vitest'
import type { Episode, Mark, Turn } from './marks'
import { pauseBefore, rowOf, rowsOf, turnOf } from './rows'

const turn = (at: number, start?: number, end?: number): Turn => ({
  turn: at,
  party: at % 2 ? 'agent' : 'customer',
  text: 'text',
  language: 'en',
  start_ms: start,
  end_ms: end,
})
const ghost = (id: string, after: number): Mark => ({
  id,
  behaviour: 'b',
  polarity: 'missed',
  turn: after,
  hint: false,
  opportunity: { id, behaviour: 'b', turn: 0, taken: false },
})
const episode: Episode = { onset: 1, peak: 2, end: 2, intensity: 3 }
const turns = [0, 1, 2, 3].map((at) => turn(at))

describe('rows', () => {
  const rows = rowsOf(turns, [ghost('o1', 2), ghost('o2', 2), ghost('o3', 3)], [episode])
  it('has ghosts of one place together, behind the last turn searched, and an episode before it begins', () => {
    expect(rows.map(({ key }) => key)).toEqual(['t0', 'e1', 't1', 't2', 'm2', 't3', 'm3'])
  })
  it('brackets the episode from its label to the last line that belongs to it', () => {
    expect(rows.map((row) => (row.kind === 'episode' ? row.at : row.episode))).toEqual([
      undefined,
      'first',
      'middle',
      'middle',
      'last',
      undefined,
      undefined,
    ])
  })
  it('ends the bracket at the turn where nothing was missed behind it', () => {
    const plain = rowsOf(turns, [], [episode])
    expect(plain.map((row) => row.kind === 'turn' && row.episode)).toEqual([
      undefined,
      false,
      'middle',
      'last',
      undefined,
    ])
  })
  it('finds the line of a turn and of a ghost', () => {
    expect(rowOf(rows, 3)).toBe(5)
    expect(rowOf(rows, 2, 'o2')).toBe(4)
    expect(rowOf(rows, 2, 'f9')).toBe(3)
    expect(rowOf(rows, 99)).toBe(-1)
    expect(rows.map(turnOf)).toEqual([0, 1, 1, 2, 2, 3, 3])
  })
})

describe('pauses', () => {
  it('tells of long ones and of talking at once, and of nothing else', () => {
    expect(pauseBefore(turn(0, 0, 1_000), turn(1, 4_500, 5_000))).toBe(3_500)
    expect(pauseBefore(turn(0, 0, 1_000), turn(1, 500, 5_000))).toBe(-500)
    expect(pauseBefore(turn(0, 0, 1_000), turn(1, 1_800, 5_000))).toBeUndefined()
    expect(pauseBefore(turn(0, 0, 1_000), turn(1, 900, 5_000))).toBeUndefined()
    expect(pauseBefore(turn(0), turn(1))).toBeUndefined()
    expect(pauseBefore(undefined, turn(0, 9_000, 10_000))).toBeUndefined()
  })
})
