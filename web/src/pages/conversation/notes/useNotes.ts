import { useQuery } from '@tanstack/react-query'
import { guard, offline, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { useReading } from '../reading/Reading'

/** A comment of a person on the conversation, on a turn, or on words in it (code points). */
export interface Note {
  id: string
  author: { id: string; name: string }
  turn?: number | null
  start?: number | null
  end?: number | null
  text: string
  created_ms: number
  changed_ms?: number | null
  /** Only one's own can be changed. */
  own: boolean
  yours_to_delete: boolean
}

export type NewNote = Pick<Note, 'text' | 'turn' | 'start' | 'end'>

const NONE: Note[] = []

async function send(method: string, path: string, body?: unknown): Promise<void> {
  const headers = { ...guard(), ...(body ? { 'content-type': 'application/json' } : {}) }
  const answer = await fetch(path, { method, headers, body: body ? JSON.stringify(body) : undefined }).catch(() => {
    throw offline()
  })
  if (!answer.ok) throw await answer.json()
}

/** What people wrote about the conversation, and writing it. Clients see none. */
export function useNotes() {
  const { whole } = useReading()
  const { role } = useSession()
  const may = role !== 'client'
  const path = `/api/conversations/${whole.conversation.id}/notes`
  const queryKey = ['get', '/api/conversations/{id}/notes', whole.conversation.id]
  const query = useQuery({
    queryKey,
    enabled: may,
    staleTime: 30_000,
    queryFn: async (): Promise<Note[]> => {
      const answer = await fetch(path)
      if (!answer.ok) throw await answer.json()
      return answer.json()
    },
  })
  const changed = () => queries.invalidateQueries({ queryKey })
  return {
    query,
    notes: query.data ?? NONE,
    mayWrite: may && !query.error,
    add: (note: NewNote) => send('POST', path, note).then(changed),
    edit: (id: string, text: string) => send('PATCH', `${path}/${id}`, { text }).then(changed),
    remove: (id: string) => send('DELETE', `${path}/${id}`).then(changed),
  }
}
