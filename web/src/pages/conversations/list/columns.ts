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

/** Widths beside each other, so that columns stay where they are while rows come and go. A roomy table says standings in words. */
const WIDTHS: Record<Column | 'date', number> = {
  date: 170,
  program: 110,
  agent: 126,
  team: 130,
  channel: 108,
  language: 92,
  score: 286,
  marks: 142,
  outcome: 104,
  hostility: 112,
  turns: 64,
  source: 180,
  flags: 82,
}
const BOX = 40
const BRIEF_SCORE = 116
const CHINESE_DATE = 214

/** The share of each column of the table's width, the date first, in percent; `box` is the one to choose rows by. */
export function shares(columns: readonly Column[], roomy: boolean, box: boolean, chinese = false): number[] {
  const width = (column: Column | 'date') => {
    if (column === 'score' && !roomy) return BRIEF_SCORE
    return column === 'date' && chinese ? CHINESE_DATE : WIDTHS[column]
  }
  const widths = (['date', ...columns] as const).map(width)
  const all = box ? [BOX, ...widths] : widths
  const sum = all.reduce((total, width) => total + width, 0)
  return all.map((width) => (width / sum) * 100)
}

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
