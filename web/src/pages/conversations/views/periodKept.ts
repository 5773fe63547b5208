import { one, read, type Search } from '~/search'
import { isPeriod } from '../filters/periods'
import { queryOf, written } from '../filters/query'

/**
 * What is kept of the address as a view. The API checks a view's query and knows dates alone; a period that moves with the calendar stands
 * behind `#`, which no server reads, so that whoever uses the query elsewhere gets the dates of the day on which it was saved.
 */
export function keptQuery(search: Search, now?: number): string {
  const query = written(queryOf(search, now))
  const period = one(search.period)
  const moves = isPeriod(period) && !one(search.from) && !one(search.until)
  return moves ? `${query}#period=${period}` : query
}

/** The address of a kept query: a period instead of the dates that it had. */
export function addressOf(kept: string): Search {
  const [query = '', fragment = ''] = kept.split('#')
  const search = read(query)
  const period = one(read(fragment).period)
  if (!isPeriod(period)) return search
  const { from: _, until: __, ...rest } = search
  return { ...rest, period }
}

/** Whether the address asks exactly what a view keeps. */
export function same(search: Search, kept: string, now = Date.now()): boolean {
  const asks = (of: Search) => `${written({ ...queryOf(of, now), from: undefined, until: undefined })} ${when(of)}`
  return asks(search) === asks(addressOf(kept))
}

const when = (search: Search) => {
  const dates = [one(search.from), one(search.until)]
  return dates.some(Boolean) ? dates.join('/') : isPeriod(one(search.period)) ? one(search.period) : ''
}
