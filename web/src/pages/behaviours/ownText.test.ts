import { expect, test } from 'vitest'
import { documents, merged } from './ownText'

test('a text is as many rules as lines of dashes part', () => {
  expect(documents('format: 1\nid: one\n---  \n\nid: "two" # second\n---\n')).toEqual([
    { id: 'one', text: 'format: 1\nid: one' },
    { id: 'two', text: 'id: "two" # second' },
  ])
  expect(documents('name: a --- b\n')).toEqual([{ id: '', text: 'name: a --- b' }])
  expect(documents(' \n')).toEqual([])
})

test('a rule takes the place of the one of its id, a new one comes after all', () => {
  expect(merged('', 'id: one\n')).toBe('id: one\n')
  expect(merged('id: one\n---\nid: two\n', 'id: one\nname: x\n---\nid: three')).toBe(
    'id: one\nname: x\n---\nid: two\n---\nid: three\n',
  )
})
