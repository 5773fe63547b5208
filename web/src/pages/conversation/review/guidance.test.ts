import { expect, it } from 'vitest'
import { guidanceOf } from './guidance'

it('reads notes and examples of one language', () => {
  const raw = { note: { en: 'Within two turns.', zh: '两轮内。' }, good: { en: ['Sorry.'], zh: ['抱歉。'] } }
  expect(guidanceOf(raw, 'zh')).toEqual({ note: '两轮内。', good: ['抱歉。'], bad: [] })
})
it('is nothing where the form says nothing', () => {
  expect(guidanceOf(undefined, 'en')).toBeUndefined()
  expect(guidanceOf({ good: 7, note: null }, 'en')).toBeUndefined()
})
