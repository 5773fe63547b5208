import { api } from './client'
import { useMay, useSession } from './session'

/** The name of a program by id; the id where it is not the caller's. */
export function useProgramName() {
  const { programs } = useSession()
  return (id: string) => programs.find((program) => program.id === id)?.name ?? id
}

/** The name of a user by id; people who may not read users see "somebody" from the caller's words. */
export function useUserName() {
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { user } = useSession()
  const { data } = api.useQuery('get', '/api/users', {}, { enabled: staff, staleTime: 5 * 60_000 })
  return (id: string | null | undefined) => {
    if (!id) return undefined
    if (id === user.id) return user.name
    return data?.find((one) => one.id === id)?.name
  }
}

/** The name of a team by id. */
export function useTeamName() {
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { data } = api.useQuery('get', '/api/teams', {}, { enabled: staff, staleTime: 5 * 60_000 })
  return (id: string | null | undefined) => data?.find((one) => one.id === id)?.name
}
