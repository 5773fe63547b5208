import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { beginning, lineRange, linesOf, readPack } from './packText'

test('the example pack is read as its page explains it', () => {
  const text = readFileSync(new URL('../../../../../programs/northwind.yaml', import.meta.url), 'utf8')
  expect(readPack(text)).toMatchObject({
    name: 'Northwind Broadband',
    without: ['self'],
    forbidden: [{ name: 'speed guarantee' }],
    facts: [{ values: ['30 dollars', '$30', '30元'], wrong: [] }, { wrong: ['no minimum term', '没有合约期'] }],
  })
})

test('half a pack shows what it has, and nonsense nothing', () => {
  expect(readPack('glossary: [a, 2, {b: c}]\nfacts: [x, {name: n}]')).toMatchObject({
    glossary: ['a', '2'],
    facts: [{ name: 'n', about: [] }],
  })
  expect(readPack('glossary: [')).toBeNull()
  expect(readPack('just words')).toBeNull()
  expect(readPack('')).toBeNull()
})

test('what one begins with is a pack of that name', () => {
  expect(readPack(beginning('A: "b" #c'))).toEqual({
    name: 'A: "b" #c',
    glossary: [],
    facts: [],
    forbidden: [],
    without: [],
  })
})

test('lines are found in messages and in texts', () => {
  expect(linesOf('line 12: unknown field; line 3: x; line 12: y')).toEqual([3, 12])
  expect(lineRange('ab\ncde\n\nf', 2)).toEqual([3, 6])
  expect(lineRange('ab\ncde', 9)).toEqual([3, 6])
})
