import { describe, expect, it } from 'vitest'
import { firstContact, gap } from './firstContact'

const DAY = 86_400_000
const now = 100 * DAY
const contact = (day: number, outcome = 'unresolved') => ({ started_ms: day * DAY, outcome })

describe('the first contact', () => {
  it('settled it where nobody came back in time', () => {
    expect(firstContact([contact(10)], 7, now)).toBe('settled')
    expect(firstContact([contact(10), contact(17.5)], 7, now)).toBe('settled')
  })
  it('did not where somebody came back, on the last day too, in whatever order they are told', () => {
    expect(firstContact([contact(17), contact(10)], 7, now)).toBe('again')
  })
  it('is not judged where it agreed on another contact, or is too young', () => {
    expect(firstContact([contact(10, 'follow_up'), contact(12)], 7, now)).toBe('planned')
    expect(firstContact([contact(94), contact(95)], 7, now)).toBe('young')
    expect(firstContact([], 7, now)).toBeUndefined()
  })
})

it('a gap is told in hours while it is short', () => {
  expect(gap(0, 5 * 3_600_000)).toEqual({ unit: 'hours', n: 5 })
  expect(gap(0, 60_000)).toEqual({ unit: 'hours', n: 1 })
  expect(gap(0, 2.2 * DAY)).toEqual({ unit: 'days', n: 2 })
})
