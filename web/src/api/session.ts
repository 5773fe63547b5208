import { useQuery } from '@tanstack/react-query'
import { client, keepCsrf, type Of, queries } from './client'

export type Session = Of<'SessionOut'>
export type Role = 'administrator' | 'manager' | 'lead' | 'analyst' | 'coach' | 'agent' | 'client'

const KEY = ['session']

/** Who is signed in; null for nobody. */
export const sessionQuery = {
  queryKey: KEY,
  staleTime: 5 * 60_000,
  queryFn: async (): Promise<Session | null> => {
    const { data, error, response } = await client.GET('/api/session')
    if (response.status === 401) {
      // It ended while somebody was at work: the frame asks for the password, and what was typed stays.
      const before = queries.getQueryData<Session | null>(KEY)
      if (!before) return null
      window.dispatchEvent(new Event('rapport:signed-out'))
      return before
    }
    if (error || !data) throw error
    keepCsrf(data.csrf)
    return data
  },
}

/** Takes over a session that an answer told, after signing in. */
export const begin = (session: Session) => {
  keepCsrf(session.csrf)
  queries.setQueryData(KEY, session)
}

/** Forgets everything that was seen. */
export const forget = () => {
  keepCsrf(null)
  // The frame watches the session: it must learn of its end, so that one stays while all others go.
  queries.setQueryData(KEY, null)
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] })
}

/** The session on pages that nobody sees without one. */
export function useSession(): Session & { role: Role } {
  const { data } = useQuery(sessionQuery)
  if (!data) throw new Error('a page outside the frame asked for the session')
  return { ...data, role: data.user.role as Role }
}

/** Whether the signed-in role is among these; the server decides, this only spares people buttons that would fail. */
export const useMay = (...roles: Role[]) => roles.includes(useSession().role)
