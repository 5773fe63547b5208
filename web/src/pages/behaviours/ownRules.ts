import { useQuery } from '@tanstack/react-query'
import { client, type Of, queries } from '~/api/client'

export interface OwnRules {
  rules: Of<'OwnRulesOut'>
  /** Names the state that was seen: a change must name it, so that nobody overwrites what they did not see. */
  tag: string
}

async function ask(id: string): Promise<OwnRules> {
  const { data, error, response } = await client.GET('/api/programs/{id}/rules', { params: { path: { id } } })
  if (!data) throw error
  return { rules: data, tag: response.headers.get('etag') ?? '*' }
}

/** A program's own rules, with the tag of their state. */
export const useOwnRules = (id: string) =>
  useQuery({ queryKey: ['get', '/api/programs/{id}/rules', id], queryFn: () => ask(id) })

/** The same, asked once and now. */
export const ownRules = ask

/** Keeps a text as a program's own rules; an empty one takes them away. Throws the problem where it cannot be kept. */
export async function keepRules(id: string, tag: string, text: string): Promise<void> {
  const { error } = await client.PUT('/api/programs/{id}/rules', {
    params: { path: { id }, header: { 'If-Match': tag } },
    body: text,
    bodySerializer: (body) => body,
    headers: { 'content-type': 'application/yaml' },
  })
  if (error) throw error
  await queries.invalidateQueries({
    predicate: ({ queryKey }) => /^\/api\/(programs|behaviours)/.test(String(queryKey[1])),
  })
}
