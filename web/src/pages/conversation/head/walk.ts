import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { client } from '~/api/client'
import { read } from '~/search'

const PAGE = 200
/** How far is looked for the conversation in its list: further down nobody walks. */
const PAGES = 10

/** Where a conversation stands in a list of ids. */
export function placeIn(ids: readonly string[], id: string) {
  const at = ids.indexOf(id)
  return { at, before: at > 0 ? ids[at - 1] : undefined, after: at >= 0 ? ids[at + 1] : undefined }
}

/**
 * The conversations before and after this one in the list that somebody came from: `list` is the query of that list. The order stays as it
 * was when walking began, so that a score that changes meanwhile makes nobody skip one.
 */
export function useWalk(list: string | undefined, id: string) {
  const pages = useInfiniteQuery({
    queryKey: ['walk', list],
    enabled: !!list,
    staleTime: Number.POSITIVE_INFINITY,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { after: _, limit: __, ...filters } = read(list ?? '')
      const { data, error } = await client.GET('/api/conversations', {
        // The list's own filters, as texts: the server reads them as it reads the list page's.
        params: { query: { ...filters, limit: PAGE, after: pageParam } as never },
      })
      if (!data) throw error
      return data
    },
    getNextPageParam: (last) => last.next ?? undefined,
  })
  const loaded = pages.data?.pages ?? []
  const ids = loaded.flatMap(({ conversations }) => conversations.map((row) => row.id))
  const place = placeIn(ids, id)
  const { hasNextPage, isFetching, fetchNextPage } = pages
  const wants = !place.after && hasNextPage && loaded.length < PAGES
  useEffect(() => {
    if (wants && !isFetching) void fetchNextPage()
  }, [wants, isFetching, fetchNextPage])
  return { ...place, total: loaded[0]?.total_at_most ?? ids.length }
}
