import { expect, test } from 'vitest'
import { type BehaviourRow, sideOf, sift } from './behaviours'

const row = (behaviour: string, missed: number, against: number): BehaviourRow => {
  const counted = (count: number) => ({ count, n: count, conversations: null })
  return {
    program: 'p',
    id: 'p',
    name: 'p',
    behaviour,
    hints: 0,
    found: { positive: counted(1), negative: counted(against), neutral: counted(0) },
    called: { opportunities: missed, taken: 0, n: 1, clustered_by: 'day', clusters: 1, missed: counted(missed) },
  }
}
const rows = [
  row('paraphrase', 3, 0),
  row('apology_owned', 0, 5),
  row('cust_urgency', 0, 0),
  row('close_complete', 9, 0),
]
const names: Record<string, string> = { paraphrase: '复述', apology_owned: 'Owned apology', cust_urgency: 'Urgency' }
const asked = { text: '', side: 'all', order: 'name', name: (id: string) => names[id] ?? id, library: [] } as const
const ids = (some: Partial<Parameters<typeof sift>[1]>) => sift(rows, { ...asked, ...some }).map((one) => one.behaviour)

test('one behaviour is found by its name in either language, or by its id', () => {
  expect(ids({ text: ' owned ' })).toEqual(['apology_owned'])
  expect(ids({ text: '复述' })).toEqual(['paraphrase'])
  expect(ids({ text: 'close complete' })).toEqual(['close_complete'])
  expect(ids({ text: 'nothing like it' })).toEqual([])
})

test('orders put the most first, and names decide between equals', () => {
  expect(ids({ order: 'missed' })[0]).toBe('close_complete')
  expect(ids({ order: 'against' }).slice(0, 2)).toEqual(['apology_owned', 'close_complete'])
})

test('whose words it is comes from the library, else from the id', () => {
  expect(ids({ side: 'customer' })).toEqual(['cust_urgency'])
  expect(sideOf('interruption', [{ id: 'interruption', side: 'customer' }])).toBe('customer')
  expect(sideOf('small_talk', [{ id: 'small_talk', side: 'both' }])).toBe('agent')
})
