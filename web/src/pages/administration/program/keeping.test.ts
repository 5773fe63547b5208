import { expect, test } from 'vitest'
import { faultsOf, goesBefore, truly } from './keeping'

test('nothing is kept longer than its conversation', () => {
  expect(truly({ conversations: 180, scores: 365, raw: 30 })).toEqual({ conversations: 180, scores: 180, raw: 30 })
})

test('days are whole, from 1 to 3,650', () => {
  expect(faultsOf({ conversations: '', scores: 0, raw: 3_651 })).toEqual(['conversations', 'scores', 'raw'])
  expect(faultsOf({ conversations: 3_650, scores: 1.5, raw: 1 })).toEqual(['scores'])
  expect(faultsOf({ conversations: 180, scores: 365, raw: 1 })).toEqual([])
})

test('a day is a day', () => {
  expect(goesBefore(2, 200_000_000)).toBe(27_200_000)
})
