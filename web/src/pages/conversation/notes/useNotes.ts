import { api, client, type Of, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { useReading } from '../reading/Reading'

/** A comment of a person on the conversation, on a turn, or on words in it (code points). */
export type Note = Of<'NoteOut'>

const NONE: Note[] = []

/** What people wrote about the conversation, and writing it. Clients see none. */
export function useNotes() {
  const { whole } = useReading()
  const { role } = useSession()
  const may = role !== 'client'
  const { id } = whole.conversation
  const query = api.useQuery(
    'get',
    '/api/conversations/{id}/notes',
    { params: { path: { id } } },
    { enabled: may, retry: false },
  )
  const changed = async ({ error }: { error?: unknown }) => {
    if (error) throw error
    await queries.invalidateQueries({ queryKey: ['get', '/api/conversations/{id}/notes'] })
  }
  return {
    query,
    notes: query.data ?? NONE,
    mayWrite: may && !query.error,
    add: (body: Of<'NoteIn'>) =>
      client.POST('/api/conversations/{id}/notes', { params: { path: { id } }, body }).then(changed),
    edit: (note: string, text: string) =>
      client
        .PATCH('/api/conversations/{id}/notes/{note}', { params: { path: { id, note } }, body: { text } })
        .then(changed),
    remove: (note: string) =>
      client.DELETE('/api/conversations/{id}/notes/{note}', { params: { path: { id, note } } }).then(changed),
  }
}
