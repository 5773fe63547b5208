import type { Role } from '~/api/session'
import { one, type Search } from '~/search'

/** The parts of the page, in the order in which they are shown. */
export const SECTIONS = [
  'overview',
  'skills',
  'behaviours',
  'scores',
  'team-score',
  'episodes',
  'hostility',
  'first-contact',
  'channels',
  'programs',
] as const
export type Section = (typeof SECTIONS)[number]

export const TIMES = ['day', 'week', 'month'] as const
export type Time = (typeof TIMES)[number]
export type By = Time | 'team' | 'agent' | 'program' | 'channel' | 'language'
/** What rows of a chart can be about: also several figures of one program beside each other. */
export type Rows = By | 'skill' | 'share' | 'class'
export const isTime = (by: string): by is Time => (TIMES as readonly string[]).includes(by)

/** Stretches of time that end today, in days; `all` has no beginning, `days` are chosen one by one. */
export const SPANS = { '4w': 28, '12w': 84, '12m': 365, all: null } as const
export type Span = keyof typeof SPANS | 'days'

/** Which conversations figures are of. */
export interface Sieve {
  program?: string
  team?: string
  agent?: string
  channel?: string
  language?: string
  from?: string
  until?: string
}

/** What an address asks this page for. */
export interface Asked {
  section: Section
  sieve: Sieve
  span: Span
  by: By
  compare: boolean
}

/** What matters of the signed-in person. */
export interface Reader {
  role: Role
  teams: readonly string[]
}

const DAY = 24 * 60 * 60 * 1000
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const isDay = (text: string | undefined): text is string =>
  /^\d{4}-\d{2}-\d{2}$/.test(text ?? '') && !Number.isNaN(Date.parse(`${text}T00:00:00Z`))

/** The parts that a role may have: hostility is for those who can give relief, team scores and first contacts not for single agents. */
export function sectionsOf({ role }: Reader): Section[] {
  return SECTIONS.filter((section) => {
    if (section === 'hostility') return ['administrator', 'manager', 'lead'].includes(role)
    if (section === 'team-score' || section === 'first-contact') return role !== 'agent'
    return section !== 'programs' || role !== 'agent'
  })
}

/** What rows can be about for a role; the server refuses the others. */
export function groupsOf({ role, teams }: Reader): By[] {
  return [
    ...TIMES,
    ...(role === 'agent' ? [] : (['team'] as const)),
    ...(role === 'agent' || role === 'client' ? [] : (['agent'] as const)),
    ...(role === 'agent' || (role === 'lead' && teams.length > 0) ? [] : (['program'] as const)),
    'channel',
    'language',
  ]
}

/** The rows that say how it is as a whole: an agent's own, a lead's teams, else programs. */
export const wholeOf = ({ role, teams }: Reader): By =>
  role === 'agent' ? 'agent' : role === 'lead' && teams.length > 0 ? 'team' : 'program'

/** Reads an address; what is nonsense, or not for this role, is as if it had not been said. */
export function asked(search: Search, reader: Reader, now: number): Asked {
  const text = (name: string) => one(search[name]) || undefined
  const sections = sectionsOf(reader)
  const section = sections.find((known) => known === text('section')) ?? 'overview'
  const by = groupsOf(reader).find((known) => known === text('by')) ?? 'week'
  const staff = reader.role !== 'agent' && reader.role !== 'client'
  const days = { from: text('from'), until: text('until') }
  const chosen = isDay(days.from) || isDay(days.until)
  const wanted = text('period')
  const span: Span = chosen
    ? 'days'
    : wanted !== undefined && Object.hasOwn(SPANS, wanted)
      ? (wanted as keyof typeof SPANS)
      : '12w'
  const length = span === 'days' ? null : SPANS[span]
  return {
    section,
    span,
    by,
    compare: text('compare') === 'before' && heeds(section).before !== false,
    sieve: {
      program: text('program'),
      team: staff ? text('team') : undefined,
      agent: staff ? text('agent') : undefined,
      channel: text('channel'),
      language: text('language'),
      from: isDay(days.from) ? days.from : length === null ? undefined : dayOf(now - (length - 1) * DAY),
      until: isDay(days.until) ? days.until : length === null ? undefined : dayOf(now),
    },
  }
}

/** As many days directly before; none where the time has no beginning or no end. */
export function before(sieve: Sieve): Sieve | null {
  const { from, until } = sieve
  if (!from || !until) return null
  const [first, last] = [Date.parse(`${from}T00:00:00Z`), Date.parse(`${until}T00:00:00Z`)]
  if (last < first) return null
  return { ...sieve, from: dayOf(first - (last - first) - DAY), until: dayOf(first - DAY) }
}

/** Which filters a part of the page heeds; the others are not shown there. */
export function heeds(section: Section): {
  people: boolean
  kinds: boolean
  groups: 'all' | 'time' | 'none'
  before?: false
} {
  switch (section) {
    case 'team-score':
      return { people: false, kinds: false, groups: 'none', before: false }
    case 'first-contact':
      return { people: false, kinds: false, groups: 'none' }
    case 'hostility':
      return { people: false, kinds: false, groups: 'time', before: false }
    case 'channels':
      return { people: true, kinds: false, groups: 'none' }
    case 'programs':
      return { people: false, kinds: true, groups: 'time' }
    case 'overview':
      return { people: true, kinds: true, groups: 'time' }
    default:
      return { people: true, kinds: true, groups: 'all' }
  }
}
