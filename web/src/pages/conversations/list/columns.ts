import { useLocalStorage } from '@mantine/hooks'
import { type Role, useSession } from '~/api/session'
import { one, useAddress } from '~/search'

/** The columns that can be shown, in their order; the date is always there, because it is the link. */
export const COLUMNS = [
  'program',
  'agent',
  'team',
  'channel',
  'language',
  'score',
  'marks',
  'outcome',
  'hostility',
  'turns',
  'source',
  'flags',
] as const
export type Column = (typeof COLUMNS)[number]

/** Shown where nothing was chosen. */
export const USUAL: readonly Column[] = ['agent', 'channel', 'language', 'score', 'marks', 'outcome', 'flags']

/** What a role may have as a column. Agents and clients have no use for one agent, and hostility never stands beside one. */
export const allowed = (role: Role, byAgent: boolean): readonly Column[] =>
  COLUMNS.filter((column) => {
    if (column === 'agent' || column === 'team') return role !== 'client' && role !== 'agent'
    if (column === 'hostility') return role !== 'agent' && !byAgent
    return true
  })

/** The columns shown now: those chosen in this browser, and hostility where the list is about it. */
export function useColumns() {
  const { role } = useSession()
  const { search } = useAddress()
  const [chosen, choose] = useLocalStorage<Column[]>({
    key: 'rapport.conversations.columns',
    defaultValue: [...USUAL],
    getInitialValueInEffect: false,
  })
  const may = allowed(role, !!one(search.agent))
  const hostile = one(search.hostility) != null || one(search.sort) === 'hostility'
  const shown = may.filter((column) => chosen.includes(column) || (column === 'hostility' && hostile))
  return { may, shown, chosen, choose, usual: () => choose([...USUAL]) }
}
