import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '~/api/client'

/** Disputes page by page, newest first. */
export function useDisputes(which: { program?: string; state?: string }, enabled = true) {
  const asked = useInfiniteQuery({
    queryKey: ['get', '/api/disputes', which],
    enabled,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const { data, error } = await client.GET('/api/disputes', {
        params: { query: { ...which, before: pageParam, limit: 100 } },
      })
      if (!data) throw error
      return data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
  return {
    data: asked.data?.pages.flatMap((page) => page.items),
    error: asked.error,
    isPending: asked.isPending,
    refetch: asked.refetch,
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    busy: asked.isFetchingNextPage,
  }
}
