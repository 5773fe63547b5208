import { expect, test } from 'vitest'
import { faultsOf, goesBefore } from './keeping'

test('nothing is kept longer than its conversation', () => {
  expect(faultsOf({ conversations: 365, scores: 365, raw: 30 })).toEqual({})
  expect(faultsOf({ conversations: 180, scores: 365, raw: 181 })).toEqual({ scores: 'longer', raw: 'longer' })
})

test('days are whole, from 1 to 3,650', () => {
  expect(faultsOf({ conversations: '', scores: 0, raw: 3_651 })).toEqual({
    conversations: 'range',
    scores: 'range',
    raw: 'range',
  })
  expect(faultsOf({ conversations: 3_650, scores: 1.5, raw: 1 })).toEqual({ scores: 'range' })
})

test('a day is a day', () => {
  expect(goesBefore(2, 200_000_000)).toBe(27_200_000)
})
