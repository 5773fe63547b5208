import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { EVENTS, GROUPS, isAddress, standingOf, ticked, toggled, WHYS, whyOf } from './events'

const crates = new URL('../../../../../crates/', import.meta.url)
const source = (path: string) => readFileSync(new URL(path, crates), 'utf8')

test('the boxes are the events of the server', () => {
  const [, list = ''] = /pub const EVENTS: [^=]+= \[([^\]]+)\]/.exec(source('store/src/posting.rs')) ?? []
  const told = [...list.matchAll(/"([a-z.]+)"/g)].map(([, event]) => event)
  expect(told.length).toBeGreaterThan(15)
  expect([...EVENTS].sort()).toEqual(told.sort())
})

test('every reason why a message did not arrive has words', () => {
  const code = ['server/src/webhooks/post.rs', 'server/src/outgoing.rs', 'flow/src/desk/webhooks.rs']
    .map(source)
    .join('')
  for (const why of WHYS) expect(code, why).toMatch(new RegExp(`"${why}(: \\{|")`))
  expect(whyOf('tls: invalid peer certificate: Expired')).toEqual({
    why: 'tls',
    more: 'invalid peer certificate: Expired',
  })
  expect(whyOf('something else')).toEqual({ why: null, more: 'something else' })
})

test('a group is ticked and unticked as one', () => {
  const group = GROUPS[1].events
  const all = toggled(['dispute.raised'], group, true)
  expect(all).toEqual(['dispute.raised', ...group])
  expect([ticked(all, group), ticked(all.slice(0, 2), group), ticked(['dispute.raised'], group)]).toEqual([
    'all',
    'some',
    'none',
  ])
  expect(toggled(all, group, false)).toEqual(['dispute.raised'])
})

test('an address is https, or of this machine', () => {
  for (const fine of [
    'https://example.org',
    ' https://example.org:8443/hook?a=b ',
    'http://localhost:9000/x',
    'http://127.0.0.1',
  ])
    expect(isAddress(fine), fine).toBe(true)
  for (const wrong of [
    '',
    'example.org',
    'http://example.org',
    'https://',
    'https://me@example.org/',
    'ftp://example.org',
  ])
    expect(isAddress(wrong), wrong).toBe(false)
})

test('a webhook stands as its last tries say', () => {
  expect(standingOf({ on: true, off_why: null, failing_ms: null })).toBe('on')
  expect(standingOf({ on: true, off_why: null, failing_ms: 1 })).toBe('struggling')
  expect(standingOf({ on: false, off_why: 'person', failing_ms: 1 })).toBe('off')
  expect(standingOf({ on: false, off_why: 'failing', failing_ms: 1 })).toBe('failing')
})
