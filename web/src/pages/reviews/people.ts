import { api } from '~/api/client'
import { useMay } from '~/api/session'

/** The people who review in a program. */
export function useReviewers(program: string | undefined) {
  const may = useMay('administrator', 'manager', 'lead', 'analyst')
  const { data } = api.useQuery('get', '/api/users', {}, { enabled: may, staleTime: 5 * 60_000 })
  return (data ?? []).filter(
    (user) =>
      user.state === 'active' &&
      (user.role === 'administrator' ||
        (['manager', 'lead', 'analyst'].includes(user.role) && user.programs.some((own) => own.program === program))),
  )
}

/** The name of an agent by id. */
export function useAgentName() {
  const may = useMay('administrator', 'manager', 'lead', 'analyst', 'coach', 'agent')
  const { data } = api.useQuery('get', '/api/agents', {}, { enabled: may, staleTime: 5 * 60_000 })
  return (id: string | null | undefined) => data?.find((one) => one.id === id)?.name
}
