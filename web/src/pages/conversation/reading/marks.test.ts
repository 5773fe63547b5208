import { describe, expect, it } from 'vitest'
import { type Finding, ghostAfter, marksOf, type Opportunity, stepFrom } from './marks'

const finding = (id: string, turn: number, start: number, polarity = '+'): Finding => ({
  id,
  turn,
  start,
  end: start + 3,
  polarity,
  behaviour: 'b',
  confidence: 0.9,
  cue: 'b.en.1',
  detector: 'rule',
  quote: 'abc',
  reason: '',
  slots: {},
})
const missed = (id: string, turn: number, searched: [number, number] | null, taken = false): Opportunity => ({
  id,
  turn,
  searched,
  taken,
  behaviour: 'b',
})

describe('where a missed opportunity shows', () => {
  it('is behind the last turn that was searched', () => {
    expect(ghostAfter({ turn: 3, searched: [4, 6] })).toBe(6)
  })
  it('is behind the turn that called where nothing followed', () => {
    expect(ghostAfter({ turn: 9, searched: null })).toBe(9)
  })
  it('may lie before the turn that called: a closing is looked for in the last turns of the agent', () => {
    expect(ghostAfter({ turn: 15, searched: [10, 14] })).toBe(14)
  })
})

describe('marks', () => {
  const marks = marksOf({
    findings: [finding('f2', 4, 9), finding('f1', 4, 0, '-'), finding('f3', 6, 0, '0')],
    opportunities: [missed('o1', 3, [4, 4]), missed('o2', 3, [4, 8]), missed('o3', 0, [1, 2], true)],
  })
  it('stand in the order of reading; opportunities that were taken are no marks', () => {
    expect(marks.map(({ id }) => id)).toEqual(['f1', 'f2', 'o1', 'f3', 'o2'])
    expect(marks.map(({ polarity }) => polarity)).toEqual(['against', 'for', 'missed', 'neutral', 'missed'])
  })
  it('are walked from the selected one', () => {
    expect(stepFrom(marks, 'f2', 0, 1)?.id).toBe('o1')
    expect(stepFrom(marks, 'f2', 0, -1)?.id).toBe('f1')
    expect(stepFrom(marks, 'o2', 0, 1)).toBeUndefined()
    expect(stepFrom(marks, 'f1', 0, 1, (mark) => mark.polarity === 'missed')?.id).toBe('o1')
  })
  it('are walked from the turn that is read where none is selected', () => {
    expect(stepFrom(marks, undefined, 5, 1)?.id).toBe('f3')
    expect(stepFrom(marks, undefined, 5, -1)?.id).toBe('o1')
  })
})
