import type { Role } from '~/api/session'

/** The parts of the administration, in the order of their tabs, and who may open them. */
export const PARTS = [
  { part: 'users', roles: ['administrator', 'manager'] },
  { part: 'agents', roles: ['administrator', 'manager'] },
  { part: 'teams', roles: ['administrator', 'manager'] },
  { part: 'programs', roles: ['administrator', 'manager'] },
  { part: 'tokens', roles: ['administrator', 'manager'] },
  { part: 'webhooks', roles: ['administrator'] },
  { part: 'audit', roles: ['administrator', 'manager'] },
  { part: 'queue', roles: ['administrator', 'manager'] },
  { part: 'health', roles: ['administrator'] },
] as const satisfies readonly { part: string; roles: readonly Role[] }[]

export type Part = (typeof PARTS)[number]['part']

/** The parts that a role may open. */
export const partsOf = (role: Role) => PARTS.filter(({ roles }) => (roles as readonly Role[]).includes(role))
