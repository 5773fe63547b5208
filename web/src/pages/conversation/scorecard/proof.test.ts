import { expect, it } from 'vitest'
import { proofsOf, restsOn } from './proof'

const said = { behaviour: 'apology_owned', end: 9, finding: 'f3', kind: 'said', quote: 'I am sorry', start: 0, turn: 4 }

it('reads what an evaluation shows and what a review keeps as the same', () => {
  expect(proofsOf([{ ...said, for: true }])).toEqual(proofsOf([{ ...said, good: true }]))
  expect(proofsOf([{ kind: 'searched', searched: [2, 7] }])).toEqual(
    proofsOf([{ kind: 'searched', first: 2, last: 7 }]),
  )
  const missed = { kind: 'missed', behaviour: 'b', opportunity: 'o1', turn: 3 }
  expect(proofsOf([{ ...missed, searched: [4, 6] }])).toEqual(proofsOf([{ ...missed, first: 4, last: 6 }]))
})
it('keeps what speaks against as such, and masked values, which have no mark', () => {
  expect(proofsOf([{ ...said, for: false, finding: null, hint: true }])).toEqual([
    {
      kind: 'said',
      good: false,
      mark: undefined,
      behaviour: 'apology_owned',
      turn: 4,
      quote: 'I am sorry',
      hint: true,
    },
  ])
})
it('knows on which marks an answer rests', () => {
  const proofs = proofsOf([
    { ...said, for: true },
    { kind: 'missed', behaviour: 'b', opportunity: 'o1', turn: 3, searched: null },
    { kind: 'unheard_of' },
    null,
  ])
  expect(proofs).toHaveLength(2)
  expect(['f3', 'o1', 'f9'].map((mark) => restsOn(proofs, mark))).toEqual([true, true, false])
})
