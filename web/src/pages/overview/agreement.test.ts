import { describe, expect, it } from 'vitest'
import { latest, weakest } from './agreement'

const session = (id: string, state: string, locked_ms: number | null) =>
  ({ id, state, locked_ms, created_ms: 1 }) as Parameters<typeof latest>[0][number]
const item = (id: string, alpha: number | null, for_evaluation = true) =>
  ({ item: id, people: { alpha }, gate: { for_evaluation } }) as Parameters<typeof weakest>[0][number]

describe('agreement', () => {
  it('is that of the session locked last, never of an open one', () => {
    const all = [session('old', 'closed', 5), session('open', 'open', null), session('new', 'locked', 9)]
    expect(latest(all)?.id).toBe('new')
    expect(latest([session('open', 'open', null)])).toBeUndefined()
  })

  it('shows items behind the gate first, then by alpha; without an alpha nothing is said', () => {
    const all = [item('fine', 0.9), item('none', null), item('held', 0.95, false), item('weak', 0.3)]
    expect(weakest(all, 2).map(({ item }) => item)).toEqual(['held', 'weak'])
  })
})
