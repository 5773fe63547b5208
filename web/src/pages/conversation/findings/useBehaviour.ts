import { api } from '~/api/client'

/** The library's page of a behaviour: why it matters, what to say, examples, what was measured. */
export const useBehaviour = (id: string) =>
  api.useQuery(
    'get',
    '/api/behaviours/{id}',
    { params: { path: { id } } },
    { staleTime: Number.POSITIVE_INFINITY, retry: false },
  )
