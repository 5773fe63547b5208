import { expect, it } from 'vitest'
import { pieces } from './snippet'

it('marks code points, not UTF-16 units', () => {
  expect(pieces('😀 My REFUND is late', 0, [[5, 11]])).toEqual([
    { text: '😀 My ', marked: false },
    { text: 'REFUND', marked: true },
    { text: ' is late', marked: false },
  ])
})

it('counts from the beginning of the turn', () => {
  expect(pieces('退款还没到', 12, [[12, 14]])).toEqual([
    { text: '退款', marked: true },
    { text: '还没到', marked: false },
  ])
})

it('never loses or doubles a letter where marks overlap or reach out', () => {
  const joined = (highlights: number[][]) =>
    pieces('refund late', 10, highlights)
      .map((piece) => piece.text)
      .join('')
  expect(
    joined([
      [10, 16],
      [12, 18],
      [17, 99],
    ]),
  ).toBe('refund late')
  expect(joined([])).toBe('refund late')
})
