import { describe, expect, it } from 'vitest'
import type { Mark } from './marks'
import { momentsOf } from './moments'

const mark = (
  id: string,
  polarity: Mark['polarity'],
  turn: number,
  behaviour = id,
  hint = false,
  called = turn,
): Mark =>
  polarity === 'missed'
    ? { id, behaviour, polarity, turn, hint, opportunity: { id, behaviour, turn: called, taken: false } }
    : {
        id,
        behaviour,
        polarity,
        turn,
        hint,
        finding: {
          id,
          behaviour,
          turn,
          polarity: '+',
          start: 0,
          end: 1,
          level: 1,
          confidence: 0.9,
          cue: '',
          detector: 'rule',
          quote: 'a',
          reason: '',
          slots: {},
        },
      }
const ids = (marks: Mark[]) => marks.map(({ id }) => id)
const quiet = { episodes: [], opportunities: [], evaluation: null }

describe('moments', () => {
  it('takes what happened while the customer was upset before what happened elsewhere, in the order of reading', () => {
    const marks = [
      mark('early', 'missed', 1),
      mark('upset', 'missed', 5),
      mark('rude', 'against', 6),
      mark('peak', 'missed', 9, 'peak', false, 7),
      mark('late', 'against', 20),
    ]
    const episodes = [{ onset: 4, peak: 8, end: 9, intensity: 3 }]
    expect(ids(momentsOf(marks, { ...quiet, episodes }).wrong)).toEqual(['upset', 'rude', 'peak'])
  })
  it('tells each behaviour once and no hints', () => {
    const marks = [
      mark('f1', 'against', 1, 'policy'),
      mark('f2', 'against', 3, 'policy'),
      mark('f3', 'against', 4, 'jargon', true),
      mark('f4', 'for', 5, 'thanks'),
      mark('f5', 'for', 6, 'thanks'),
    ]
    const moments = momentsOf(marks, quiet)
    expect(ids(moments.wrong)).toEqual(['f1'])
    expect(ids(moments.well)).toEqual(['f4'])
  })
  it('prefers what was called for to what was said unasked', () => {
    const marks = [mark('f1', 'for', 1), mark('f2', 'for', 2), mark('f3', 'for', 3)]
    const opportunities = [{ id: 'o1', behaviour: 'f3', turn: 2, taken: true, finding: 'f3' }]
    expect(ids(momentsOf(marks, { ...quiet, opportunities }).well)).toEqual(['f1', 'f3'])
  })
  it('has nothing to tell of nothing', () => {
    expect(momentsOf([mark('c', 'neutral', 0)], quiet)).toEqual({ wrong: [], well: [] })
  })
})
