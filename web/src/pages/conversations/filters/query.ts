import { many, one, type Search } from '~/search'
import { isPeriod, stretch } from './periods'

/** What GET /api/conversations asks about a conversation. */
export const FILTERS = [
  'q',
  'program',
  'team',
  'agent',
  'channel',
  'language',
  'from',
  'until',
  'found',
  'missed',
  'called',
  'skill',
  'skill_below',
  'skill_above',
  'episodes',
  'score_above',
  'score_below',
  'scored',
  'standing',
  'outcome',
  'hostility',
  'reviewed',
  'disputed',
  'case',
  'customer',
] as const
export type FilterName = (typeof FILTERS)[number]

/** Those that hold several values between commas; all of them must be true. */
const LISTS: readonly string[] = ['found', 'missed', 'called', 'skill', 'skill_below', 'skill_above']

/** Filters by name, as the API takes them. */
export type Query = Partial<Record<FilterName | 'sort', string>>

/** The single values of a filter of the address: `a,b`, or the key repeated. A plus that an address lost is put back: `x: ` is `x:+`. */
export const values = (search: Search, name: string): string[] =>
  LISTS.includes(name)
    ? many(search[name])
        .flatMap((text) => text.split(','))
        .map((text) => text.trim().replace(/:$/, ':+'))
        .filter(Boolean)
    : many(search[name]).slice(0, 1).filter(Boolean)

/** What the address asks of the API: its filters and its order; a period becomes dates where no dates are given. */
export function queryOf(search: Search, now?: number): Query {
  const query: Query = {}
  for (const name of [...FILTERS, 'sort'] as const) {
    const text = values(search, name).join(',')
    if (text) query[name] = text
  }
  const period = one(search.period)
  if (isPeriod(period) && !query.from && !query.until) {
    const { from, until } = stretch(period, now)
    query.from = String(from)
    if (until != null) query.until = String(until)
  }
  return query
}

/** A query as it stands behind the `?`: always in the same order, so that equal ones are equal texts. */
export const written = (query: Query): string => {
  const params = new URLSearchParams()
  for (const name of [...FILTERS, 'sort'] as const) {
    const text = query[name]
    if (text) params.set(name, text)
  }
  return params.toString()
}

/** One thing that the address asks, and the address's part that takes it away. */
export interface Active {
  name: FilterName | 'period' | 'dates'
  value: string
  without: Search
}

/** Everything that the address asks, one by one, in the order of the filters; dates come together. */
export function active(search: Search): Active[] {
  const period = one(search.period)
  const dated = values(search, 'from').length + values(search, 'until').length > 0
  const found: Active[] = []
  for (const name of FILTERS) {
    if (name === 'until') continue
    if (name === 'from') {
      const whole = { from: undefined, until: undefined, period: undefined }
      if (dated)
        found.push({ name: 'dates', value: `${one(search.from) ?? ''}/${one(search.until) ?? ''}`, without: whole })
      else if (isPeriod(period)) found.push({ name: 'period', value: period, without: whole })
      continue
    }
    const all = values(search, name)
    for (const value of all) {
      const rest = all.filter((other) => other !== value).join(',')
      found.push({ name, value, without: { [name]: rest || undefined } })
    }
  }
  return found
}

/** No call counts or orders hostility by agent; the API refuses both together. */
export const hostilityByAgent = (query: Query, isAgent: boolean): boolean => {
  const asks =
    query.hostility != null ||
    query.sort === 'hostility' ||
    (query.found ?? '').split(',').some((one) => one.split(':')[0] === 'cust_hostility')
  return asks && (isAgent || query.agent != null)
}

/** Orders that the API knows. */
export const SORTS = ['newest', 'oldest', 'score', '-score', 'hostility'] as const
export type Sort = (typeof SORTS)[number]
export const sortOf = (query: Query): Sort => SORTS.find((sort) => sort === query.sort) ?? 'newest'
