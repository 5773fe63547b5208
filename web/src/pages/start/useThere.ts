import { useQueries } from '@tanstack/react-query'
import { api, client } from '~/api/client'
import { useSession } from '~/api/session'
import type { There } from './steps'

/** What is there already, asked of the server; it is asked again while this page is looked at. */
export function useThere(): There {
  const { programs, user } = useSession()
  const often = { refetchInterval: 5_000 }
  const conversations = api.useQuery('get', '/api/conversations', { params: { query: { limit: 1 } } }, often)
  const users = api.useQuery('get', '/api/users', {}, often)
  const records = useQueries({
    queries: programs.map(({ id }) => ({
      queryKey: ['get', '/api/programs/{id}/sign-off', { params: { path: { id } } }],
      queryFn: async () => {
        const { data, error } = await client.GET('/api/programs/{id}/sign-off', { params: { path: { id } } })
        if (!data) throw error
        return data
      },
    })),
  })
  return {
    programs: programs.length,
    conversations: conversations.data?.total_at_most ?? conversations.data?.conversations.length,
    others: users.data?.filter((one) => one.id !== user.id && one.state !== 'disabled').length,
    signed: records.every(({ data }) => data) ? records.filter(({ data }) => data?.signed).length : undefined,
  }
}
