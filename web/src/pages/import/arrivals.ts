import { useQuery } from '@tanstack/react-query'
import { client, type Of } from '~/api/client'
import type { Upload } from './uploads'

type Row = Of<'RowOut'>

/** Conversations that the uploads brought, by program; an empty one is whatever their records named. */
export function brought(list: readonly Upload[]): { program: string; ids: string[] } | undefined {
  const done = list.filter(({ taken }) => taken && taken.report.new > 0)
  const ids = done.flatMap(
    ({ taken }) => taken?.receipts.filter(({ became }) => became === 'new').map(({ id }) => id) ?? [],
  )
  const programs = new Set(done.map(({ program }) => program))
  return ids.length > 0 ? { program: programs.size === 1 ? ([...programs][0] ?? '') : '', ids } : undefined
}

/** Pages of the list that are searched: those that came in are the newest, unless their records say otherwise. */
const PAGES = 4

/**
 * The rows of what came in, asked again while some are not yet read. The API finds no conversations by source, so they are looked for among
 * the newest.
 */
export function useArrivals(what: ReturnType<typeof brought>) {
  return useQuery({
    queryKey: ['get', '/api/conversations', 'arrivals', what?.program, what?.ids.length, what?.ids[0]],
    enabled: !!what,
    queryFn: async ({ signal }) => {
      const wanted = new Set(what?.ids)
      const rows: Row[] = []
      let after: string | undefined
      for (let page = 0; page < PAGES && wanted.size > 0; page++) {
        const query = { program: what?.program || undefined, limit: 200, after }
        const { data, error } = await client.GET('/api/conversations', { params: { query }, signal })
        if (!data) throw error
        for (const row of data.conversations) if (wanted.delete(row.id)) rows.push(row as Row)
        if (!data.next) break
        after = data.next
      }
      return rows
    },
    refetchInterval: ({ state }) => (state.data?.some((row) => row.state === 'received') ? 2_500 : false),
  })
}

/** The address of exactly these rows in the list: their stretch of time, and their program where it is one. */
export function stretchOf(rows: readonly Pick<Row, 'started_ms' | 'program'>[]) {
  const times = rows.map((row) => row.started_ms)
  const programs = new Set(rows.map((row) => row.program))
  return {
    program: programs.size === 1 ? [...programs][0] : undefined,
    from: String(Math.min(...times)),
    until: String(Math.max(...times) + 1),
  }
}
