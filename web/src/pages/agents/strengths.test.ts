import { describe, expect, it } from 'vitest'
import { focus, strengths } from './strengths'

const row = (
  skill: string,
  taken: number,
  opportunities: number,
  low: number | null,
  place: string | null = 'within',
) => ({
  skill,
  taken,
  opportunities,
  rate: taken / opportunities,
  place,
  interval: low === null ? null : [low, 1],
})

describe('strengths', () => {
  it('are what lies above the program’s first, then what is surest', () => {
    const rows = [
      row('sure', 8, 9, 0.6),
      row('above', 3, 9, 0.2, 'above'),
      row('less sure', 5, 9, 0.3),
      row('rare', 2, 39, 0.01),
    ]
    expect(strengths(rows, 2).map(({ skill }) => skill)).toEqual(['above', 'sure'])
  })

  it('are never a single lucky moment, nor what was never done or lies below', () => {
    const rows = [row('lucky', 1, 1, null, null), row('never', 0, 4, 0), row('below', 3, 30, 0.1, 'below')]
    expect(strengths(rows, 3)).toEqual([])
  })
})

describe('what is usual', () => {
  it('comes from the people of the program where it is told', () => {
    const some = { ...row('some', 4, 10, 0.2), shrunk: { a: 3, b: 7 } }
    const less = { ...row('less', 2, 10, 0.1), shrunk: { a: 3, b: 7 } }
    expect(strengths([some, less]).map(({ skill }) => skill)).toEqual(['some'])
  })
})

describe('the focus', () => {
  it('is the skill with most missed moments, not the one with the lowest rate', () => {
    expect(focus([row('rare', 0, 2, 0, 'below'), row('often', 20, 60, 0.2, 'below')])?.skill).toBe('often')
  })

  it('is rather not what is praised', () => {
    const rows = [row('praised', 30, 60, 0.4), row('praised too', 9, 10, 0.6), row('other', 2, 20, 0.02)]
    expect(focus(rows)?.skill).toBe('other')
    expect(focus(rows.slice(0, 1))?.skill).toBe('praised')
    expect(focus([row('all', 3, 3, 0.4)])).toBeUndefined()
  })
})
