import { expect, test } from 'vitest'
import { bandsLine, bandsOf } from './bands'

test('a line of steps is read in either script, and written in order', () => {
  expect(bandsOf('0: 0, 50: 50, 80:100')).toEqual(
    new Map([
      [0, 0],
      [50, 50],
      [80, 100],
    ]),
  )
  expect(bandsOf('50 % → 50 %，80：100')).toEqual(
    new Map([
      [50, 50],
      [80, 100],
    ]),
  )
  expect(bandsLine({ 80: 100, 0: 0, 50: 50 })).toBe('0: 0, 50: 50, 80: 100')
})

test('what is no line of steps is not guessed at', () => {
  expect(bandsOf('half: all')).toBeNull()
  expect(bandsOf('  ')).toBeUndefined()
})
