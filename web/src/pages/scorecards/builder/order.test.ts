import { expect, test } from 'vitest'
import { drop, rows, step } from './order'

test('rows are sections with their questions', () => {
  expect(rows([2, 0, 1]).map((row) => row.id)).toEqual(['s0', 'i0.0', 'i0.1', 's1', 's2', 'i2.0'])
})

test('a question is dropped within its section, into another, or into an empty one', () => {
  expect(drop([3, 1], 'i0.0', 'i0.2')).toEqual({ item: [0, 0], to: [0, 2] })
  expect(drop([3, 1], 'i0.2', 'i0.0')).toEqual({ item: [0, 2], to: [0, 0] })
  expect(drop([3, 1], 'i0.2', 's1')).toEqual({ item: [0, 2], to: [1, 0] })
  expect(drop([3, 1], 'i1.0', 'i0.1')).toEqual({ item: [1, 0], to: [0, 1] })
  expect(drop([1, 0, 1], 'i0.0', 's1')).toEqual({ item: [0, 0], to: [1, 0] })
  expect(drop([2, 1], 'i1.0', 's1')).toEqual({ item: [1, 0], to: [0, 2] })
  expect(drop([2, 1], 'i0.1', 's0')).toEqual({ item: [0, 1], to: [0, 0] })
})

test('a section goes where another stands, whatever row of it is hit', () => {
  expect(drop([2, 2, 1], 's0', 'i2.0')).toEqual({ section: 0, to: 2 })
  expect(drop([2, 2], 's1', 'i1.1')).toBeUndefined()
  expect(drop([2, 2], 'i0.0', 'i0.0')).toBeUndefined()
})

test('by key a question crosses the border of its section', () => {
  expect(step([2, 1], [0, 0], 1)).toEqual({ item: [0, 0], to: [0, 1] })
  expect(step([2, 1], [0, 1], 1)).toEqual({ item: [0, 1], to: [1, 0] })
  expect(step([2, 1], [1, 0], -1)).toEqual({ item: [1, 0], to: [0, 2] })
  expect(step([2, 1], [0, 0], -1)).toBeUndefined()
  expect(step([2, 1], [1, 0], 1)).toBeUndefined()
})
