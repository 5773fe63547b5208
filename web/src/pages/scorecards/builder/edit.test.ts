import { expect, test } from 'vitest'
import { parseDocument } from 'yaml'
import { addItem, addSection, copyItem, moveItem, moveSection, put, removeSection } from './edit'
import { formOf, freeId, total } from './model'
import { written } from './written'

const TEXT = `# our form
format: 1
id: ours
version: 1
name: {en: "Ours", zh: 我们的}
about: {en: a, zh: 甲}
channels: [chat]
pass: 70
gates: {two: 40}

sections:
  - id: one
    name: {en: "One", zh: 一}
    items:
      # why this one
      - id: first
        text: {en: "First?", zh: 第一？}
        kind: behaviour
        weight: 60 # the most
        how: {rate: {of: [apology_owned]}}

      - id: second
        text: {en: "Second?", zh: 第二？}
        kind: human
        scale: "1-5"
        weight: 40
        anchors: {1: {en: bad, zh: 差}, 5: {en: good, zh: 好}}
  - id: two
    name: {en: "Two", zh: 二}
    items: []
`
const read = () => parseDocument(TEXT)

test('a text that nobody changed stays as it was written', () => {
  expect(written(read())).toBe(TEXT)
})

test('a change of one field changes one line, and its comment stays', () => {
  const doc = read()
  put(doc, ['sections', 0, 'items', 0, 'weight'], 55)
  put(doc, ['name', 'en'], 'Our: "form"')
  expect(written(doc)).toBe(
    TEXT.replace('weight: 60 # the most', 'weight: 55 # the most').replace('"Ours"', '"Our: \\"form\\""'),
  )
})

test('fields that are taken away leave no empty group behind', () => {
  const doc = read()
  put(doc, ['gates', 'two'], undefined)
  put(doc, ['pass'], undefined)
  const text = written(doc)
  expect(text).not.toContain('gates')
  expect(text).not.toContain('pass')
})

test('numbers stay numbers where they are keys, and words that look like truth values are quoted', () => {
  const doc = read()
  put(doc, ['sections', 0, 'items', 1, 'anchors', 3], { en: 'fine', zh: '可' })
  put(doc, ['sections', 0, 'items', 0, 'how'], { balance: { for: ['a'], against: ['b'], bands: new Map([[50, 100]]) } })
  put(doc, ['sections', 0, 'items', 0, 'examples'], [{ say: 'C: Hi / A: Hello', answer: 'yes' }])
  const text = written(doc)
  expect(text).toContain('5: {en: good, zh: 好}, 3: {en: fine, zh: 可}')
  expect(text).toContain('bands: {50: 100}')
  expect(text).toContain('answer: "yes"')
})

test('a question goes to another section with its comment', () => {
  const doc = read()
  moveItem(doc, [0, 0], [1, 0])
  const form = formOf(doc.toJS())
  expect(form.sections.map((section) => section.items.map((item) => item.id))).toEqual([['second'], ['first']])
  expect(written(doc)).toContain('# why this one')
  expect(parseDocument(written(doc)).errors).toEqual([])
})

test('sections move, and their gates go with them when they are taken away', () => {
  const doc = read()
  moveSection(doc, 1, 0)
  expect(formOf(doc.toJS()).sections.map((section) => section.id)).toEqual(['two', 'one'])
  removeSection(doc, 0, 'two')
  expect(formOf(doc.toJS()).gates).toEqual({})
})

test('what is new can be read again', () => {
  const doc = read()
  const item = { id: 'new', text: { en: 'New?', zh: '新？' }, kind: 'human', scale: '1-5', weight: 0 }
  addItem(doc, 1, 0, item)
  addSection(doc, 1, { id: 'three', name: { en: 'Three', zh: '三' } }, { ...item, id: 'newer' })
  copyItem(doc, 0, 1, 'third')
  const form = formOf(parseDocument(written(doc)).toJS())
  expect(form.sections.map((section) => section.items.map((one) => one.id))).toEqual([
    ['first', 'second', 'third'],
    ['newer'],
    ['new'],
  ])
  expect([total(form), freeId(form, 'new'), freeId(form, 'x')]).toEqual([140, 'new_2', 'x'])
})
