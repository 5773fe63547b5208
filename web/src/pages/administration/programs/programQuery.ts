import { useQuery } from '@tanstack/react-query'
import { client, type Of, queries } from '~/api/client'

export interface Seen {
  program: Of<'ProgramOut'>
  /** Names the state that was seen: a change must name it, so that nobody overwrites what they did not see. */
  tag: string
}

/** One program with the tag of its state. */
export const useProgram = (id: string) =>
  useQuery({
    queryKey: ['get', '/api/programs/{id}', 'seen', id],
    queryFn: async (): Promise<Seen> => {
      const { data, error, response } = await client.GET('/api/programs/{id}', { params: { path: { id } } })
      if (!data) throw error
      return { program: data, tag: response.headers.get('etag') ?? '*' }
    },
  })

/** Changes a program that was seen; throws the problem where somebody else was faster. */
export async function changeProgram({ program, tag }: Seen, body: Of<'ProgramPatch'>) {
  const params = { path: { id: program.id }, header: { 'If-Match': tag } }
  const { error } = await client.PATCH('/api/programs/{id}', { params, body })
  await queries.invalidateQueries({
    predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/programs') || queryKey[0] === 'session',
  })
  if (error) throw error
}
