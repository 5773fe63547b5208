import { describe, expect, it } from 'vitest'
import { biasWord, coefficient, deviations, iccWord, machineDiffers, majority, signed } from './agreed'

const said = (share: number | null) => (share === null ? null : { share, na: false })
const yes = said(100)
const no = said(0)
const na = { share: null, na: true }

describe('a row of answers', () => {
  it('marks who differs from most', () => {
    expect(deviations([yes, yes, no])).toEqual([false, false, true])
    expect(deviations([yes, yes, yes])).toEqual([false, false, false])
    expect(deviations([na, na, no])).toEqual([false, false, true])
  })
  it('marks all who answered on a tie, and nobody who left it out', () => {
    expect(deviations([yes, no, null])).toEqual([true, true, false])
    expect(deviations([yes, null, null])).toEqual([false, false, false])
    expect(deviations([])).toEqual([])
  })
  it('has a majority, or none on a tie', () => {
    expect(majority([yes, yes, no])).toEqual(yes)
    expect(majority([yes, no])).toBeNull()
    expect(majority([null, na])).toEqual(na)
  })
  it('lets the machine differ from most people alone', () => {
    expect(machineDiffers([yes, yes, no], no)).toBe(true)
    expect(machineDiffers([yes, no], no)).toBe(false)
    expect(machineDiffers([yes], null)).toBe(false)
  })
})

describe('words for figures', () => {
  it('never lifts an alpha over its threshold by rounding', () => {
    expect(coefficient(2 / 3)).toBe('0.666')
    expect(coefficient(-0.0956)).toBe('−0.095')
    expect(coefficient(-0.0001)).toBe('0.000')
    expect(coefficient(1)).toBe('1.000')
  })
  it('says what an interval that holds 0 does not', () => {
    expect(biasWord(3, [-1, 7])).toBe('even')
    expect(biasWord(-3, [-5, -1])).toBe('lower')
    expect(biasWord(3, [1, 5])).toBe('higher')
    expect(biasWord(null, null)).toBe('none')
  })
  it('names correlations and signs points', () => {
    expect([0.49, 0.5, 0.75, 0.91].map(iccWord)).toEqual(['poor', 'moderate', 'good', 'excellent'])
    expect([signed(-16.666), signed(0), signed(2.04)]).toEqual(['−16.7', '+0', '+2'])
  })
})
