import { describe, expect, it } from 'vitest'
import { answerWords, choicesOf, keptAnswer, same, stepOf } from './answers'

const t = ((key: string, values?: Record<string, unknown>) =>
  values ? `${key} ${JSON.stringify(values)}` : key) as unknown as Parameters<typeof answerWords>[2]

describe('answers', () => {
  it('reads the shares of a dispute, which are kept in hundredths of a percent', () => {
    expect(keptAnswer({ item: 'respect', share: 5000, na: false })).toEqual({ share: 50, na: false, text: undefined })
    expect(keptAnswer({ item: 'respect', na: true })).toMatchObject({ share: null, na: true })
    expect(keptAnswer(null)).toBeNull()
  })
  it('says a share in the steps of its scale', () => {
    expect(stepOf(75, '1-5')).toEqual({ step: 4, most: 5 })
    expect(stepOf(0, '1-5')).toEqual({ step: 1, most: 5 })
    expect(stepOf(50, '0-2')).toEqual({ step: 1, most: 2 })
    expect(answerWords({ share: 50, na: false }, 'share', t)).toContain('answer.share')
    expect(answerWords({ share: 0, na: false }, '1-5', t)).toContain('answer.step')
    expect(answerWords({ share: null, na: true }, '1-5', t)).toBe('answer.na')
  })
  it('tells left out from no, and does not apply from open', () => {
    expect(same(null, { share: 0, na: false })).toBe(false)
    expect(same({ share: null, na: true }, { na: true })).toBe(true)
    expect(same({ share: null, na: true }, { share: null, na: false })).toBe(false)
  })
  it('offers what the scale allows', () => {
    expect(choicesOf({ scale: '1-5', may_be_not_applicable: false }).map((one) => one.stands.share)).toEqual([
      100, 75, 50, 25, 0,
    ])
    expect(choicesOf({ scale: 'yes_no', may_be_not_applicable: true }).map((one) => one.value)).toEqual([
      '100',
      '0',
      'na',
    ])
  })
})
