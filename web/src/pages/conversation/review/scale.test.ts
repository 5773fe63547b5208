import { describe, expect, it } from 'vitest'
import { isOption, optionsOf, stepOf } from './scale'

const item = (scale: string, rest = {}) => ({ scale, may_be_not_applicable: false, anchors: {}, ...rest })

describe('answers of a scale', () => {
  it('are its steps, best first, as shares that the server takes', () => {
    expect(optionsOf(item('1-5')).map(({ given }) => given.share)).toEqual([100, 75, 50, 25, 0])
    expect(optionsOf(item('0-2')).map(({ label }) => label)).toEqual([{ step: 2 }, { step: 1 }, { step: 0 }])
    expect(optionsOf(item('yes_no')).map(({ key }) => key)).toEqual(['yes', 'no'])
  })
  it('have "does not apply" where the form allows it', () => {
    expect(optionsOf(item('yes_no', { may_be_not_applicable: true })).at(-1)?.given).toEqual({ na: true })
    expect(optionsOf(item('text', { may_be_not_applicable: true }))).toHaveLength(1)
  })
  it('are the form’s own on a choice, with or without points', () => {
    const choices = [
      { choice: 'refund', share: 100, text: { en: 'Refund', zh: '退款' } },
      { choice: 'other', share: null, text: { en: 'Other', zh: '其他' } },
    ]
    expect(optionsOf(item('choice', { choices })).map(({ given }) => given)).toEqual([
      { share: 100 },
      { text: 'other' },
    ])
  })
  it('say what a step means', () => {
    const anchors = { '1': { en: 'harmful', zh: '有害' } }
    expect(optionsOf(item('1-5', { anchors })).at(-1)?.anchor?.en).toBe('harmful')
  })
  it('are recognised in an answer', () => {
    const [yes, no, na] = optionsOf(item('yes_no', { may_be_not_applicable: true }))
    if (!yes || !no || !na) throw new Error('three options')
    expect(isOption(yes, { share: 100, reason: 'x' })).toBe(true)
    expect(isOption(no, { na: true })).toBe(false)
    expect(isOption(na, { na: true })).toBe(true)
    expect(isOption(no, undefined)).toBe(false)
  })
})

it('reads shares as steps', () => {
  expect(stepOf(75, '1-5')).toEqual({ step: 4, most: 5 })
  expect(stepOf(0, '1-5')).toEqual({ step: 1, most: 5 })
  expect(stepOf(50, '0-2')).toEqual({ step: 1, most: 2 })
  expect(stepOf(50, 'share')).toBeUndefined()
})
