import { expect, test } from 'vitest'
import { length, passwordFault } from './password'

test('characters are counted as people count them', () => {
  expect(length('密码密码密码密码密码密码')).toBe(12)
  expect(passwordFault('密码密码密码密码密码密码')).toBeNull()
  expect(passwordFault('密码密码密码密码密码密')).toBe('short')
  expect(length('🙂'.repeat(12))).toBe(12)
})

test('the own address is no password, however it is written', () => {
  expect(passwordFault(' Ana.Longname@Example.org', 'ana.longname@example.org')).toBe('address')
  expect(passwordFault('ana.longname@example.org', '')).toBeNull()
})

test('too long is told by bytes', () => {
  expect(passwordFault('x'.repeat(1_024))).toBeNull()
  expect(passwordFault('码'.repeat(342))).toBe('long')
})
