import { expect, test } from 'vitest'
import { placed, wrongAt } from './places'

const TEXT = `format: 1
id: ours
version: 1
pass: 170
gates: {none: 40}
sections:
  - id: One
    name: {en: One, zh: 一}
    items:
      - id: first
        kind: odd
        how:
          rate:
            of: [no_such_thing]
      - {id: second, text: {en: a, zh: b}, kind: nothing, weight: 60}
`
const at = (line: number | null, message = 'm') => {
  const [one] = placed(TEXT, [{ line, message }])
  return [one?.at, one?.field]
}

test('a mistake is about the field of its line', () => {
  expect(at(4)).toEqual(['', 'pass'])
  expect(at(5)).toEqual(['', 'gates'])
  expect(at(7)).toEqual(['0', 'id'])
  expect(at(11)).toEqual(['0.0', 'kind'])
  expect(at(14)).toEqual(['0.0', 'how'])
})

test('of several fields on a line the message says which', () => {
  expect(at(15, '`nothing` is no kind of item')).toEqual(['0.1', 'kind'])
  expect(at(15, 'no field `weight`')).toEqual(['0.1', 'weight'])
})

test('a mistake of the whole text, or in a text that is no form, is about its head', () => {
  expect(at(null)).toEqual(['', undefined])
  expect(placed('just words', [{ line: 1, message: 'm' }])[0]?.at).toBe('')
  expect(placed('a: [', [{ line: 1, message: 'm' }])[0]?.at).toBe('')
})

test('messages of one field are said together', () => {
  const mistakes = placed(TEXT, [
    { line: 11, message: 'x' },
    { line: 11, message: 'y' },
  ])
  expect(wrongAt(mistakes, '0.0', 'kind')).toBe('x\ny')
  expect(wrongAt(mistakes, '0.0', 'id')).toBeUndefined()
})
