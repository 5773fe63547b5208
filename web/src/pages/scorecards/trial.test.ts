import { expect, test } from 'vitest'
import type { Of } from '~/api/client'
import { dayMs, isClear, itemsMoved, largest, moves } from './trial'

const judged = (
  conversation: string,
  difference: number | null,
  result: [string | null, string | null],
  items: string[] = [],
): Of<'JudgedOut'> => ({
  conversation,
  external_id: conversation,
  channel: 'chat',
  started_ms: 0,
  difference,
  result,
  score: [null, null],
  engine: [null, null],
  items: items.map((item) => ({ item })),
})

const results = [
  judged('a', -3, ['pass', 'below'], ['x']),
  judged('b', 8, ['below', 'below'], ['x', 'y']),
  judged('c', null, ['pass', 'insufficient_evidence']),
  judged('d', 0, ['pass', 'pass']),
  judged('e', 1, ['pass', 'below'], ['x']),
]

test('results that stay are no move', () => {
  expect(moves(results)).toEqual([
    { from: 'pass', to: 'below', n: 2 },
    { from: 'pass', to: 'insufficient_evidence', n: 1 },
  ])
})

test('the largest differences come first in either direction, and unchanged conversations never', () => {
  expect(largest(results, 9).map((one) => one.conversation)).toEqual(['b', 'a', 'e', 'c'])
  expect(largest(results, 1)).toHaveLength(1)
})

test('questions are counted by conversations', () => {
  expect(itemsMoved(results)).toEqual([
    { item: 'x', n: 3 },
    { item: 'y', n: 1 },
  ])
})

test('the last day is in it', () => {
  const [first, end] = [dayMs('2026-11-02'), dayMs('2026-11-02', true)]
  expect(end && first && end - first).toBe(24 * 3_600_000)
  expect(dayMs('')).toBeUndefined()
  expect(dayMs('soon')).toBeUndefined()
})

test('an interval over zero says nothing', () => {
  expect([isClear([-1, 2]), isClear([0.1, 2]), isClear([-3, -1]), isClear(null)]).toEqual([false, true, true, false])
})
