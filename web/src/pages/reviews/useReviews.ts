import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '~/api/client'
import type { Review } from './ReviewsTable'

/** Which reviews: what `GET /api/reviews` filters by. */
export interface Which {
  mine?: boolean
  queue?: boolean
  state?: string
  program?: string
  stream?: string
  sample?: string
}

/** Reviews page by page, newest first; `rows` are those that were loaded. */
export function useReviews(which: Which, enabled = true, limit = 200) {
  const asked = useInfiniteQuery({
    queryKey: ['get', '/api/reviews', which, limit],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { data, error } = await client.GET('/api/reviews', {
        params: { query: { ...which, before: pageParam, limit } },
      })
      if (!data) throw error
      return data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
  const rows: Review[] | undefined = asked.data?.pages.flatMap((page) => page.items)
  return {
    data: rows,
    error: asked.error,
    isPending: asked.isPending,
    refetch: asked.refetch,
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    busy: asked.isFetchingNextPage,
  }
}
