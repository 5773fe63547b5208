import { describe, expect, it } from 'vitest'
import { dateOf, dayEnd, dayStart, margin, presets, readSeed, strataOf } from './sampling'

describe('margin', () => {
  it('is that of a rate at its widest', () => {
    expect(margin(385)).toBeCloseTo(4.995, 2)
    expect(margin(5)).toBeCloseTo(43.8, 1)
  })
  it('shrinks where most of the whole was read, and is nothing where all was', () => {
    expect(margin(50, 100)).toBeCloseTo(9.85, 2)
    expect(margin(100, 100)).toBe(0)
    expect(margin(0)).toBeNull()
  })
})

describe('days', () => {
  it('end where the next one begins, in the reader’s zone', () => {
    expect(dayEnd('2026-11-02')).toBe(dayStart('2026-11-03'))
    expect(dateOf(dayStart('2026-03-01') ?? 0)).toBe('2026-03-01')
    expect(dayStart('')).toBeNull()
  })
  it('make whole months over a year’s end', () => {
    const january = presets(new Date('2027-01-31T10:00:00').getTime())
    expect(january.find((one) => one.key === 'lastMonth')).toMatchObject({ from: '2026-12-01', until: '2026-12-31' })
    expect(january.find((one) => one.key === 'lastWeek')).toMatchObject({ from: '2027-01-25', until: '2027-01-31' })
  })
})

it('reads seeds and refuses what is none', () => {
  expect(readSeed(' 42 ')).toBe(42)
  expect(readSeed('')).toBeUndefined()
  expect(readSeed('1.5')).toBe('wrong')
  expect(readSeed('-1')).toBe('wrong')
  expect(readSeed('99999999999999999999')).toBe('wrong')
})

it('counts places by stratum', () => {
  const strata = strataOf([
    { picked: 'b voice', probability: 0.5 },
    { picked: 'a chat', probability: 1 },
    { picked: 'a chat', probability: 1 },
  ])
  expect(strata).toEqual([
    { picked: 'a chat', places: 2, chance: 1 },
    { picked: 'b voice', places: 1, chance: 0.5 },
  ])
})
