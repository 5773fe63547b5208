import { expect, test } from 'vitest'
import { many, one, read, write } from './search'

test('an address is read and written without loss', () => {
  const address = '?q=%E9%80%80%E6%AC%BE&found=a&found=b&from=2026-11-01'
  expect(read(address)).toEqual({ q: '退款', found: ['a', 'b'], from: '2026-11-01' })
  expect(write(read(address))).toBe(address)
})

test('empty values stay out of the address', () => {
  expect(write({ q: '', team: undefined, found: [], channel: 'chat' })).toBe('?channel=chat')
})

test('one or many', () => {
  expect(one(['a', 'b'])).toBe('a')
  expect(many('a')).toEqual(['a'])
  expect(many(undefined)).toEqual([])
})
