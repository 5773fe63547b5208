import type { Role } from '~/api/session'

const STAFF: readonly Role[] = ['administrator', 'manager', 'lead', 'analyst', 'coach']
const EVERYBODY: readonly Role[] = [...STAFF, 'agent', 'client']
const MANAGERS: readonly Role[] = ['administrator', 'manager']
const FEEDERS: readonly Role[] = ['administrator', 'manager', 'analyst']
const REVIEWERS: readonly Role[] = ['administrator', 'manager', 'lead', 'analyst']

/**
 * What a token can be for, and whose token may: a scope is offered to whom at least one call of it is open. The server decides; a list that
 * is behind it only hides a box or earns a sentence that names what can be chosen.
 */
export const SCOPES = [
  { scope: 'conversations:read', roles: EVERYBODY },
  { scope: 'conversations:write', roles: FEEDERS },
  { scope: 'conversations:share', roles: MANAGERS },
  { scope: 'conversations:delete', roles: MANAGERS },
  { scope: 'notes:read', roles: [...STAFF, 'agent'] },
  { scope: 'notes:write', roles: [...STAFF, 'agent'] },
  { scope: 'figures:read', roles: EVERYBODY },
  { scope: 'exposure:read', roles: ['administrator', 'manager', 'lead'] },
  { scope: 'reviews:read', roles: [...STAFF, 'agent'] },
  { scope: 'reviews:write', roles: REVIEWERS },
  { scope: 'disputes:read', roles: [...STAFF, 'agent'] },
  { scope: 'disputes:write', roles: [...REVIEWERS, 'agent'] },
  { scope: 'calibrations:read', roles: STAFF },
  { scope: 'calibrations:write', roles: REVIEWERS },
  { scope: 'scorecards:read', roles: EVERYBODY },
  { scope: 'scorecards:write', roles: FEEDERS },
  { scope: 'behaviours:read', roles: EVERYBODY },
  { scope: 'programs:read', roles: EVERYBODY },
  { scope: 'programs:write', roles: MANAGERS },
  { scope: 'users:read', roles: [...STAFF, 'agent'] },
  { scope: 'users:write', roles: MANAGERS },
  { scope: 'audit:read', roles: MANAGERS },
  { scope: 'webhooks:read', roles: ['administrator'] },
  { scope: 'webhooks:write', roles: ['administrator'] },
  { scope: 'jobs:read', roles: MANAGERS },
  { scope: 'metrics:read', roles: ['administrator'] },
  { scope: 'session:read', roles: EVERYBODY },
] as const satisfies readonly { scope: string; roles: readonly Role[] }[]

export type Scope = (typeof SCOPES)[number]['scope']

/** The scopes that a role's token can have. */
export const scopesOf = (role: Role): Scope[] =>
  SCOPES.filter(({ roles }) => (roles as readonly Role[]).includes(role)).map(({ scope }) => scope)

/** Milliseconds since 1970 at the end of a day that many days from now; null for none. */
export function expiryAfter(days: number | null, now: number): number | null {
  if (days === null) return null
  const end = new Date(now)
  end.setDate(end.getDate() + days)
  end.setHours(23, 59, 59, 999)
  return end.getTime()
}

/** How a token stands. */
export function standingOf(
  token: { expires_ms?: number | null; revoked_ms?: number | null },
  now: number,
): 'holds' | 'expired' | 'revoked' {
  if (token.revoked_ms) return 'revoked'
  return token.expires_ms && token.expires_ms <= now ? 'expired' : 'holds'
}
