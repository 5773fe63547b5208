import type { Role } from '~/api/session'
import type { Which } from './useReviews'

export const TABS = ['mine', 'open', 'others', 'submitted'] as const
export type Tab = (typeof TABS)[number]

/** The parts of the review desk that a role has a use for; the first one opens. */
export function tabsOf(role: Role): Tab[] {
  if (role === 'agent') return ['submitted']
  if (role === 'coach') return ['others', 'open', 'submitted']
  if (role === 'analyst') return ['mine', 'open', 'submitted']
  return ['mine', 'open', 'others', 'submitted']
}

/** What a part asks the server for. */
export function asks(tab: Tab): Which {
  if (tab === 'mine') return { mine: true, state: 'assigned' }
  if (tab === 'open') return { queue: true }
  return { state: tab === 'others' ? 'assigned' : 'submitted' }
}
