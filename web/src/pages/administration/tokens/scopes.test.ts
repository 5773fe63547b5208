import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Role } from '~/api/session'
import { expiryAfter, SCOPES, scopesOf, standingOf } from './scopes'

const source = readFileSync(new URL('../../../../../crates/server/src/permissions.rs', import.meta.url), 'utf8')

/** Who may call what, as the server's own table says it. */
function rules() {
  const roles = (text: string) => [...text.matchAll(/[A-Z][a-z]+/g)].map(([word]) => word.toLowerCase())
  const groups = new Map<string, string[]>()
  for (const [, name = '', list = ''] of source.matchAll(/const ([A-Z_]+): Who = Who::Roles\(&\[([^\]]+)\]\)/g))
    groups.set(name, roles(list))
  const everybody = ['administrator', 'manager', 'lead', 'analyst', 'coach', 'agent', 'client']
  const found = new Map<string, Set<string>>()
  for (const [, who = '', scope = ''] of source.matchAll(
    /rule\(Method::[A-Z]+, "[^"]+", ([A-Za-z:_]+), "([a-z]+:[a-z]+)"\)/g,
  )) {
    const may = found.get(scope) ?? new Set()
    for (const role of groups.get(who) ?? (who === 'Who::SignedIn' ? everybody : [])) may.add(role)
    found.set(scope, may)
  }
  return found
}

test('the boxes are the scopes of the server, for the same roles', () => {
  const known = rules()
  expect(known.size).toBeGreaterThan(15)
  expect([...known.keys()].sort()).toEqual(SCOPES.map(({ scope }) => scope).sort())
  for (const { scope, roles } of SCOPES) expect([...(known.get(scope) ?? [])].sort(), scope).toEqual([...roles].sort())
})

test('a client is offered what a client may', () => {
  expect(scopesOf('client' as Role)).toEqual([
    'conversations:read',
    'figures:read',
    'scorecards:read',
    'behaviours:read',
    'programs:read',
    'session:read',
  ])
})

test('a token holds to the end of its last day', () => {
  const now = new Date(2026, 2, 30, 15, 0).getTime()
  expect(expiryAfter(null, now)).toBeNull()
  expect(expiryAfter(2, now)).toBe(new Date(2026, 3, 1, 23, 59, 59, 999).getTime())
  expect(standingOf({ expires_ms: now }, now)).toBe('expired')
  expect(standingOf({ expires_ms: now + 1, revoked_ms: now }, now)).toBe('revoked')
  expect(standingOf({ expires_ms: null }, now)).toBe('holds')
})
