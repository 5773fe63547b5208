import { expect, test } from 'vitest'
import { clearPairs, placeOf, same, verdict } from './compare'

const figure = (value: number | null, interval: [number, number] | null = null) => ({ value, interval })

test('a difference is said only where intervals have nothing in common', () => {
  expect(verdict(figure(0.5, [0.41, 0.6]), figure(0.3, [0.2, 0.4]))).toBe('higher')
  expect(verdict(figure(0.3, [0.2, 0.4]), figure(0.5, [0.41, 0.6]))).toBe('lower')
  expect(verdict(figure(0.9, [0.4, 1]), figure(0.1, [0, 0.4]))).toBe('unclear')
  expect(verdict(figure(1), figure(0.1, [0, 0.4]))).toBe('unclear')
})

test('what was not measured is nothing to compare with, and nought is a measure', () => {
  expect(verdict(figure(0.5, [0.4, 0.6]), undefined)).toBe('nothing')
  expect(verdict(figure(null), figure(0.5, [0.4, 0.6]))).toBe('nothing')
  expect(verdict(figure(0.5, [0.4, 0.6]), figure(0, [0, 0.1]))).toBe('higher')
})

test('pairs that lie apart', () => {
  const rows = [figure(0.1, [0, 0.2]), figure(0.5, [0.3, 0.6]), figure(0.4, [0.1, 0.8])]
  expect(clearPairs(rows)).toEqual([[rows[1], rows[0]]])
})

test('teams of the same id in another program are others', () => {
  const rows = [
    { program: 'p', id: 'chat' },
    { program: 'q', id: 'chat' },
  ]
  expect(same(rows, { program: 'q', id: 'chat' })).toBe(rows[1])
  expect(same(rows, { program: 'r', id: 'chat' })).toBeUndefined()
})

test('beside the whole, where there is one', () => {
  const whole = [figure(0.5, [0.4, 0.6])]
  expect(placeOf(figure(0.8, [0.7, 0.9]), whole)).toBe('above')
  expect(placeOf(figure(0.8, [0.5, 0.9]), whole)).toBe('within')
  expect(placeOf(figure(0.8), whole)).toBeNull()
  expect(placeOf(figure(0.8, [0.7, 0.9]), [...whole, ...whole])).toBeNull()
})
