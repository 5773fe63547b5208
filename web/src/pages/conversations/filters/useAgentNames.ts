import { api } from '~/api/client'
import { useMay } from '~/api/session'

/** The agents whom the reader may know, by name; clients know none. */
export function useAgentNames() {
  const may = useMay('administrator', 'manager', 'lead', 'analyst', 'coach', 'agent')
  const { data } = api.useQuery('get', '/api/agents', {}, { enabled: may, staleTime: 5 * 60_000 })
  return data ?? []
}
