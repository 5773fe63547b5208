import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '~/api/client'
import { readAgain, type Sent } from './marks'

/** Evaluations with the same error page by page, newest first; asked again while those that were sent are read. */
export function useBlastRadius(dispute: string, sent: Sent) {
  const asked = useInfiniteQuery({
    queryKey: ['get', '/api/disputes/{id}/blast-radius', dispute],
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam }) => {
      const params = { path: { id: dispute }, query: { after: pageParam } }
      const { data, error } = await client.GET('/api/disputes/{id}/blast-radius', { params })
      if (!data) throw error
      return data
    },
    getNextPageParam: (page) => page.next ?? undefined,
    refetchInterval: ({ state }) => (readAgain(sent, state.data?.pages[0]?.total ?? 0) < sent.count ? 2_000 : false),
  })
  return {
    data: asked.data && {
      affected: asked.data.pages.flatMap((page) => page.affected),
      total: asked.data.pages[0]?.total ?? 0,
    },
    error: asked.error,
    isPending: asked.isPending,
    refetch: asked.refetch,
    more: asked.hasNextPage ? () => void asked.fetchNextPage() : undefined,
    busy: asked.isFetchingNextPage,
  }
}
