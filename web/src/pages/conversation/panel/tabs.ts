import type { Role } from '~/api/session'
import type { Tab } from '../reading/Reading'

const ALL: Tab[] = ['findings', 'scorecard', 'notes', 'history']

/** The tabs of a role: clients read no notes. */
export const tabsFor = (role: Role) => (role === 'client' ? ALL.filter((tab) => tab !== 'notes') : ALL)
