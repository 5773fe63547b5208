import { expect, test } from 'vitest'
import { fitting, statesOf } from './userFilter'

const user = (name: string, role: string, programs: string[], state = 'active') => ({
  id: name,
  email: `${name.toLowerCase().replace(' ', '.')}@example.org`,
  name,
  role,
  language: 'en',
  state,
  programs: programs.map((program) => ({ program })),
  created_ms: 0,
  yours_to_change: true,
})
const users = [
  user('Ana Reed', 'administrator', []),
  user('Kim Vale', 'lead', ['p1']),
  user('单明川', 'lead', ['p2'], 'invited'),
  user('Bo Kimber', 'agent', ['p1', 'p2'], 'disabled'),
]
const names = (...filter: Parameters<typeof fitting>[1][]) => fitting(users, filter[0] ?? {}).map((one) => one.name)

test('every word must be there, in the name or the address, in any order', () => {
  expect(names({ q: 'kim' })).toEqual(['Kim Vale', 'Bo Kimber'])
  expect(names({ q: 'vale KIM' })).toEqual(['Kim Vale'])
  expect(names({ q: 'bo.kimber@' })).toEqual(['Bo Kimber'])
  expect(names({ q: '明川' })).toEqual(['单明川'])
})

test('administrators belong to every program', () => {
  expect(names({ program: 'p2' })).toEqual(['Ana Reed', '单明川', 'Bo Kimber'])
  expect(names({ program: 'p2', role: 'lead' })).toEqual(['单明川'])
})

test('states are counted over everybody', () => {
  expect(statesOf(users)).toEqual({ active: 2, invited: 1, disabled: 1 })
  expect(names({ state: 'disabled' })).toEqual(['Bo Kimber'])
})
