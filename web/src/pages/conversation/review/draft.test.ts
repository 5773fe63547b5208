import { describe, expect, it } from 'vitest'
import { answersOf, differs, draftOf, type FormItem, lacking, type Machine, unanswered } from './draft'

const item = (id: string, critical = false): FormItem => ({
  item: id,
  critical,
  anchors: {},
  applies: {},
  class: 'non_critical',
  kind: 'behaviour',
  may_be_not_applicable: true,
  scale: 'yes_no',
  text: { en: id, zh: id },
  weight: 5,
})
const machine = (id: string, part: Partial<Machine>): Machine => ({
  item: id,
  class: 'non_critical',
  critical: false,
  evidence: [],
  kind: 'behaviour',
  to_confirm: false,
  weight: 5,
  ...part,
})

describe('what is missing', () => {
  const items = [item('full'), item('fail', true), item('hint'), item('person'), item('unfound'), item('na')]
  const read = [
    machine('full', { share: 100 }),
    machine('fail', { share: 0 }),
    machine('hint', { share: 50, to_confirm: true }),
    machine('person', { open: 'for_a_person' }),
    machine('unfound', { open: 'not_found' }),
    machine('na', { not_applicable: 'nothing_called_for_it' }),
  ]
  it('is what only a person can say, and what the machine may not decide alone', () => {
    expect([...lacking(items, read, {})]).toEqual([
      ['fail', 'confirm'],
      ['hint', 'confirm'],
      ['person', 'answer'],
    ])
  })
  it('is a reason where somebody answers otherwise than the machine, and only there', () => {
    const draft = {
      full: { share: 0 },
      fail: { share: 0 },
      hint: { share: 50 },
      person: { na: true },
      na: { na: true },
    }
    expect([...lacking(items, read, draft)]).toEqual([['full', 'reason']])
    expect(lacking(items, read, { ...draft, full: { share: 0, reason: 'too late' } }).size).toBe(0)
    expect([...lacking(items, read, { ...draft, full: { share: 0, reason: '  ' } })]).toEqual([['full', 'reason']])
  })
  it('is nothing where the machine is agreed with, unless it said nothing', () => {
    const draft = { fail: { agrees: true }, hint: { agrees: true }, person: { agrees: true } }
    expect([...lacking(items, read, draft)]).toEqual([['person', 'answer']])
  })
  it('takes a share that the machine called not applicable for another answer', () => {
    expect(differs({ share: 100 }, read[5])).toBe(true)
    expect(differs({ na: true }, read[5])).toBe(false)
    expect(differs({ share: 100 }, read[3])).toBe(false)
  })
})

describe('drafts', () => {
  it('come back from the server as they were sent', () => {
    const draft = { a: { share: 0, reason: 'r' }, b: { na: true }, c: { agrees: true }, d: { text: 'words' } }
    const kept = answersOf(draft).map((answer) => ({
      item: answer.item,
      share: answer.share ?? null,
      na: answer.na ?? false,
      text: answer.text ?? undefined,
      agrees: answer.agrees ?? false,
      reason: answer.reason,
      by: 'person',
    }))
    expect(draftOf(kept)).toEqual(draft)
  })
  it('do not agree any more once something else is said', () => {
    expect(answersOf({ a: { share: 100, agrees: true } })[0]?.agrees).toBe(false)
  })
  it('know what was left out', () => {
    expect(unanswered([item('a'), item('b'), item('c')], { a: { share: 0 }, b: { reason: 'only a reason' } })).toEqual([
      'b',
      'c',
    ])
  })
})
