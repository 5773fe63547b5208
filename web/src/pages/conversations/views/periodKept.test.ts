import { describe, expect, it } from 'vitest'
import { read } from '~/search'
import { addressOf, keptQuery, same } from './periodKept'

const now = new Date(2026, 10, 18, 12).getTime()
const monday = new Date(2026, 10, 16).getTime()

describe('a kept view', () => {
  it('holds dates for others and the period for this page', () => {
    const kept = keptQuery(read('reviewed=false&period=this_week&view=v'), now)
    expect(kept).toBe(`from=${monday}&reviewed=false#period=this_week`)
    expect(addressOf(kept)).toEqual({ reviewed: 'false', period: 'this_week' })
  })
  it('keeps dates that somebody chose', () => {
    const kept = keptQuery(read('from=2026-03-02&period=this_week'), now)
    expect(kept).toBe('from=2026-03-02')
    expect(addressOf(kept)).toEqual({ from: '2026-03-02' })
  })
  it('is the same however its address was put, and weeks later', () => {
    const kept = keptQuery(read('channel=chat&q=refund&period=this_week'), now)
    const later = now + 30 * 86_400_000
    expect(same(read('q=refund&period=this_week&channel=chat&view=x'), kept, later)).toBe(true)
    expect(same(read('q=refund&period=last_week&channel=chat'), kept, later)).toBe(false)
    expect(same(read('q=refund&channel=chat'), kept, later)).toBe(false)
    expect(same(read('q=refund&period=this_week&channel=chat&sort=score'), kept, later)).toBe(false)
  })
})
