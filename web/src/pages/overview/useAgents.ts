import { api } from '~/api/client'

/** The agents whom the reader may see, and their names by id. */
export function useAgents(program?: string) {
  const { data } = api.useQuery('get', '/api/agents', { params: { query: { program } } }, { staleTime: 5 * 60_000 })
  return { agents: data, agentName: (id: string | null | undefined) => data?.find((one) => one.id === id)?.name }
}
