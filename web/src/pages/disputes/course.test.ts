import { describe, expect, it } from 'vitest'
import { correctionOf, moveOf } from './course'

const dispute = { state: 'raised', raised_by: 'maren', agent: 'a1', first_reviewer: null, review: null, mark: null }
const ludo = { user: 'ludo', role: 'analyst' as const, agents: [] }

describe('who may move a dispute', () => {
  it('is a reviewer who neither raised it nor scored', () => {
    expect(moveOf(dispute, ludo)).toEqual({ may: 'answer' })
    expect(moveOf(dispute, { ...ludo, scoredBy: 'ludo' })).toEqual({ may: null, because: 'scored' })
    expect(moveOf({ ...dispute, raised_by: 'thessaly' }, { user: 'thessaly', role: 'lead', agents: [] })).toEqual({
      may: null,
      because: 'raised',
    })
    expect(moveOf(dispute, { user: 'bryony', role: 'coach', agents: [] })).toEqual({ may: null })
  })
  it('is somebody else on appeal', () => {
    const appealed = { ...dispute, state: 'appealed', first_reviewer: 'ludo' }
    expect(moveOf(appealed, ludo)).toEqual({ may: null, because: 'answered' })
    expect(moveOf(appealed, { ...ludo, user: 'ruoshui' })).toEqual({ may: 'decide' })
  })
  it('is the agent, or the lead who raised it, after a rejection', () => {
    const rejected = { ...dispute, state: 'rejected', first_reviewer: 'ludo' }
    expect(moveOf(rejected, { user: 'maren', role: 'agent', agents: ['a1'] })).toEqual({ may: 'appeal' })
    expect(moveOf(rejected, { user: 'tobin', role: 'agent', agents: ['a2'] })).toEqual({ may: null })
    expect(moveOf(rejected, ludo)).toEqual({ may: null })
  })
  it('is nobody once it is closed', () => {
    for (const state of ['accepted', 'upheld', 'final']) expect(moveOf({ ...dispute, state }, ludo).may).toBeNull()
  })
})

it('corrects what was disputed', () => {
  const mark = { behaviour: 'b', cue: 'c', finding: 'f1', turn: 2 }
  expect(correctionOf({ review: null, mark })).toBe('mark')
  expect(correctionOf({ review: 'r', mark })).toBe('review')
  expect(correctionOf({ review: null, mark: null })).toBe('beside')
})
