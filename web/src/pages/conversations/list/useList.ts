import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { client, type Of } from '~/api/client'
import type { paths } from '~/api/schema'
import type { Query } from '../filters/query'

export type Row = Of<'RowOut'>
type Asked = NonNullable<paths['/api/conversations']['get']['parameters']['query']>

const PAGE = 100

/** The API counts no further. */
export const COUNTED = 1_000

/** The list that a query asks for, page after page; the rows before stay while another query is under way. */
export function useList(query: Query, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: ['get', '/api/conversations', 'list', query],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      // The address holds texts; what is no number there, the API refuses with words.
      const asked = { ...query, after: pageParam, limit: PAGE } as unknown as Asked
      const { data, error } = await client.GET('/api/conversations', { params: { query: asked }, signal })
      if (!data) throw error
      // The client's types forget that places are pairs.
      return data as Of<'ListOut'>
    },
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
}
