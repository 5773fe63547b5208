import { describe, expect, it } from 'vitest'
import { byDue, groupsByDue, nearness } from './due'

const at = (text: string) => new Date(text).getTime()
const now = at('2026-11-20T15:00:00')

describe('nearness', () => {
  it('counts days of the calendar, not of 24 hours', () => {
    expect(nearness(at('2026-11-21T01:00:00'), now)).toEqual({ kind: 'week', days: 1 })
    expect(nearness(at('2026-11-18T23:00:00'), now)).toEqual({ kind: 'overdue', days: -2 })
  })
  it('calls overdue what was due earlier on the same day', () => {
    expect(nearness(at('2026-11-20T14:59:00'), now)).toEqual({ kind: 'overdue', days: 0 })
    expect(nearness(at('2026-11-20T15:01:00'), now)).toEqual({ kind: 'today', days: 0 })
  })
  it('tells a week from later, and nothing from something', () => {
    expect(nearness(at('2026-11-27T12:00:00'), now).kind).toBe('week')
    expect(nearness(at('2026-11-28T12:00:00'), now).kind).toBe('later')
    expect(nearness(null, now).kind).toBe('none')
  })
})

describe('order', () => {
  const rows = [
    { id: 'undated', created_ms: 1 },
    { id: 'later', due_ms: at('2026-12-20T12:00:00'), created_ms: 2 },
    { id: 'undated-too', due_ms: null, created_ms: 0 },
    { id: 'late', due_ms: at('2026-11-01T12:00:00'), created_ms: 3 },
  ]
  it('puts the soonest first and the undated last, oldest first', () => {
    expect(byDue(rows).map((row) => row.id)).toEqual(['late', 'later', 'undated-too', 'undated'])
  })
  it('groups in the order of urgency without empty headings', () => {
    expect(groupsByDue(rows, now).map((group) => [group.kind, group.rows.length])).toEqual([
      ['overdue', 1],
      ['later', 1],
      ['none', 2],
    ])
  })
})
