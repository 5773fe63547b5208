import { describe, expect, it } from 'vitest'
import { read } from '~/search'
import { active, hostilityByAgent, queryOf, sortOf, values, written } from './query'

describe('what the address asks', () => {
  it('is what the API takes, whether a key is repeated or holds commas', () => {
    expect(queryOf(read('found=a&found=b,c&sort=score&list=x'))).toEqual({ found: 'a,b,c', sort: 'score' })
  })
  it('puts a plus back that the address lost', () => {
    expect(values(read('found=apology_owned:+'), 'found')).toEqual(['apology_owned:+'])
    expect(values(read('found=apology_owned:-'), 'found')).toEqual(['apology_owned:-'])
  })
  it('turns a period into dates, but never over dates that are given', () => {
    const now = new Date(2026, 10, 18, 12).getTime()
    const from = String(new Date(2026, 10, 16).getTime())
    expect(queryOf(read('period=this_week'), now)).toEqual({ from })
    expect(queryOf(read('period=this_week&until=2026-01-01'), now)).toEqual({ until: '2026-01-01' })
    expect(queryOf(read('period=ever'), now)).toEqual({})
  })
  it('is the same text however it was put', () => {
    const texts = ['sort=score&channel=chat&q=refund', 'q=refund&sort=score&channel=chat'].map((text) =>
      written(queryOf(read(text))),
    )
    expect(new Set(texts).size).toBe(1)
    expect(queryOf(read(texts[0] ?? ''))).toEqual({ q: 'refund', channel: 'chat', sort: 'score' })
  })
})

describe('what can be taken away', () => {
  it('comes one by one, and leaves the others of a list', () => {
    const [first, second, third] = active(read('missed=a,b&score_below=60'))
    expect(first).toEqual({ name: 'missed', value: 'a', without: { missed: 'b' } })
    expect(second?.without).toEqual({ missed: 'a' })
    expect(third).toEqual({ name: 'score_below', value: '60', without: { score_below: undefined } })
  })
  it('takes both dates together, and the period with them', () => {
    const found = active(read('from=2026-01-01&until=2026-02-01&period=today'))
    expect(found).toHaveLength(1)
    expect(found[0]?.without).toEqual({ from: undefined, until: undefined, period: undefined })
  })
  it('never is the order or the view', () => {
    expect(active(read('sort=score&view=v1'))).toEqual([])
  })
})

describe('hostility', () => {
  it('is not asked together with an agent in any of its forms', () => {
    for (const text of ['hostility=1', 'sort=hostility', 'found=cust_hostility', 'found=a,cust_hostility:0']) {
      expect(hostilityByAgent(queryOf(read(`${text}&agent=x`)), false)).toBe(true)
      expect(hostilityByAgent(queryOf(read(text)), true)).toBe(true)
      expect(hostilityByAgent(queryOf(read(text)), false)).toBe(false)
    }
    expect(hostilityByAgent(queryOf(read('missed=boundary_set&agent=x')), false)).toBe(false)
  })
})

it('an unknown order is the usual one', () => {
  expect(sortOf(queryOf(read('sort=agent')))).toBe('newest')
  expect(sortOf(queryOf(read('sort=-score')))).toBe('-score')
})
