import { useQuery } from '@tanstack/react-query'
import { client } from '~/api/client'
import type { paths } from '~/api/schema'
import { read } from '~/search'
import { type Kind, type Moment, momentIn } from './moments'

type Asked = NonNullable<paths['/api/conversations']['get']['parameters']['query']>

/** A behaviour, and the filters of the conversations that show it. */
export interface Source {
  behaviour: string
  conversations: string
}

// Of the newest conversations of a figure, so many are looked through for a moment.
const LOOKED_AT = 4

async function fromSource({ behaviour, conversations }: Source, kind: Kind, seen: Set<string>, most: number) {
  const found: Moment[] = []
  const query = { ...(read(conversations) as Asked), limit: LOOKED_AT }
  const { data, error } = await client.GET('/api/conversations', { params: { query } })
  if (error) throw error
  for (const { id } of data.conversations) {
    if (found.length >= most) break
    if (seen.has(id)) continue
    const whole = await client.GET('/api/conversations/{id}', { params: { path: { id } } })
    if (whole.error) throw whole.error
    seen.add(id)
    const moment = momentIn(whole.data, kind, new Set([behaviour]))
    if (moment) found.push(moment)
  }
  return found
}

/**
 * Moments with their quotes, at most `most`, one conversation each. Reading a conversation is written down (and an agent's days to dispute
 * count from it), so ask only when somebody wants to see them; they are read once and kept.
 */
export function useMoments(sources: readonly Source[], kind: Kind, most: number, enabled: boolean) {
  return useQuery({
    queryKey: ['moments', kind, most, sources],
    enabled,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 60 * 60_000,
    refetchOnWindowFocus: false,
    queryFn: async () => {
      const seen = new Set<string>()
      const found: Moment[] = []
      // A conversation of each behaviour first; where there are too few, more of the first one.
      for (const source of sources.slice(0, most)) found.push(...(await fromSource(source, kind, seen, 1)))
      const [first] = sources
      if (first && found.length < most) found.push(...(await fromSource(first, kind, seen, most - found.length)))
      return found
    },
  })
}
