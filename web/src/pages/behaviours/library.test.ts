import { expect, test } from 'vitest'
import { type Brief, dialogue, fits, grouped, hintOnly } from './library'

const brief = (part: Partial<Brief>): Brief => ({
  id: 'apology_owned',
  name: { en: 'Owned apology', zh: '承担责任的道歉' },
  definition: { en: 'Says sorry for the own mistake.', zh: '为我方的失误道歉。' },
  side: 'agent',
  polarity: '+',
  tier: 'core',
  skill: 'apology',
  languages: ['en', 'zh'],
  program: null,
  ...part,
})
const counts = {
  right: 1,
  wrong: 0,
  missed: 0,
  precision: 1,
  precision_interval: [],
  recall: 1,
  recall_interval: [],
  f1: 1,
}
const head = (hint: string | null) => ({ polarity: '+', labels: 3, gate: 0.85, findings: counts, hint_only: hint })
const all = { q: '', side: '', polarity: '', tier: '' }

test('words are found in either language and in ids, all of them', () => {
  expect(fits(brief({}), { ...all, q: 'owned sorry' })).toBe(true)
  expect(fits(brief({}), { ...all, q: '失误' })).toBe(true)
  expect(fits(brief({}), { ...all, q: 'apology owned' })).toBe(true)
  expect(fits(brief({}), { ...all, q: 'owned refund' })).toBe(false)
})

test('what either party shows is found for both', () => {
  expect(fits(brief({ side: 'both' }), { ...all, side: 'customer' })).toBe(true)
  expect(fits(brief({}), { ...all, side: 'customer' })).toBe(false)
})

test('a behaviour is hints only where no polarity has marks; where nothing was measured it is not', () => {
  const measured = { en: [head('few_labels')], zh: [head('below_gate'), head(null)] }
  expect([hintOnly({ measured }, 'en'), hintOnly({ measured }, 'zh'), hintOnly({ measured: null }, 'en')]).toEqual([
    true,
    false,
    false,
  ])
})

test('groups stand in the order of the skills, what customers show after them', () => {
  const list = [
    brief({ id: 'c', skill: null, side: 'customer' }),
    brief({ id: 'a' }),
    brief({ id: 'o', skill: 'none' }),
  ]
  const skills = [{ skill: 'opening' }, { skill: 'apology' }]
  expect(grouped(list, skills).map((group) => group.key)).toEqual(['apology', 'customer', ''])
})

test('a dialogue keeps slashes inside turns, its star and its events', () => {
  expect(dialogue('C: on/off / no? / *A[3.9-6]: It is off. / [hold 9-61]')).toEqual([
    { who: 'customer', text: 'on/off / no?', meant: false },
    { who: 'agent', text: 'It is off.', meant: true },
    { who: 'event', text: '[hold 9-61]', meant: false },
  ])
})
