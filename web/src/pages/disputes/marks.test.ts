import { describe, expect, it } from 'vitest'
import { answerIn, difference, markIn, readAgain } from './marks'

const item = {
  item: 'respect',
  answer: 'no',
  share: 0.5,
  evidence: [
    { kind: 'said', for: false, finding: 'f15', behaviour: 'b', turn: 12, start: 0, end: 3, quote: 'idiot' },
    { kind: 'missed', opportunity: 'o6', behaviour: 'c', turn: 15, searched: [10, 14] },
    { kind: 'searched', searched: [0, 3] },
  ],
} as unknown as Parameters<typeof markIn>[0]

describe('marks', () => {
  it('are found by the id of the finding or of the opportunity', () => {
    expect(markIn(item, 'f15')).toEqual({ quote: 'idiot', missed: false, good: false })
    expect(markIn(item, 'o6')).toEqual({ missed: true, good: false, searched: [10, 14] })
    expect(markIn(item, 'f1')).toBeUndefined()
    expect(markIn(undefined, 'f1')).toBeUndefined()
  })
  it('have answers in shares of a hundred', () => {
    expect(answerIn(item)).toEqual({ share: 50, na: false })
  })
  it('are gone where a conversation was read again', () => {
    const sent = { count: 20, left: 5 }
    expect([25, 12, 5, 3, 40].map((total) => readAgain(sent, total))).toEqual([0, 13, 20, 20, 0])
  })
  it('make a difference that says its sign, or none', () => {
    expect(difference(65.17, 68.54)).toBe('+3.4')
    expect(difference(70, 58)).toBe('−12')
    expect(difference(null, 58)).toBeNull()
    expect(difference(1, 1)).toBe('+0')
  })
})
