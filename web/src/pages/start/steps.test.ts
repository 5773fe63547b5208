import { expect, test } from 'vitest'
import { after, doneOf, openStep } from './steps'

const fresh = doneOf({ programs: 0, conversations: 0, others: 0, signed: 0 })

test('a fresh installation begins with its program', () => {
  expect(openStep(undefined, fresh)).toBe('program')
  expect(fresh.information).toBe(false)
})

test('what is not known yet opens nothing', () => {
  expect(openStep(undefined, doneOf({}))).toBeNull()
  expect(openStep(undefined, doneOf({ programs: 1 }))).toBeNull()
})

test('every program must have told its people', () => {
  expect(doneOf({ programs: 2, signed: 1 }).information).toBe(false)
  expect(doneOf({ programs: 2, signed: 2 }).information).toBe(true)
})

test('one goes on with what is not done, and can close everything', () => {
  const done = doneOf({ programs: 1, conversations: 0, others: 3, signed: 0 })
  expect(after('program', done)).toBe('conversations')
  expect(after('conversations', done)).toBe('information')
  expect(after('information', done)).toBe('none')
  expect(openStep('none', done)).toBeNull()
  expect(openStep('people', done)).toBe('people')
  expect(openStep('nonsense', done)).toBe('conversations')
})
