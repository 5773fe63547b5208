import { client, type Problem } from '~/api/client'
import type { Row } from '../list/useList'

/** Who gets a review: the caller, the queue, or a user by id. */
export type Reviewer = 'me' | 'queue' | (string & {})

/** What became of one conversation. */
export type Became =
  | { kind: 'assigned'; review: string }
  | { kind: 'open'; reviewer: string | null }
  | { kind: 'notRead' }
  | { kind: 'kept'; problem: Problem }
  | { kind: 'failed'; problem: Problem }

const thrown = (error: unknown) => ({ data: undefined, error: error as Problem })

/**
 * Makes a review of a conversation and hands it over. A second open review of the same conversation would only be doubled work, so one that
 * is open already is told instead.
 */
export async function assignOne(row: Row, to: Reviewer): Promise<Became> {
  if (row.state !== 'evaluated') return { kind: 'notRead' }
  const query = { conversation: row.id, state: 'assigned' }
  const there = await client.GET('/api/reviews', { params: { query } }).catch(thrown)
  if (there.error) return { kind: 'failed', problem: there.error }
  const open = there.data?.items[0]
  if (open) return { kind: 'open', reviewer: open.reviewer ?? null }

  const made = await client.POST('/api/reviews', { body: { conversation: row.id } }).catch(thrown)
  if (!made.data) return { kind: 'failed', problem: made.error }
  const id = made.data.id
  if (to === 'me') return { kind: 'assigned', review: id }
  const params = { path: { id } }
  const handed =
    to === 'queue'
      ? await client.POST('/api/reviews/{id}/release', { params }).catch(thrown)
      : await client.POST('/api/reviews/{id}/assign', { params, body: { reviewer: to } }).catch(thrown)
  return handed.error ? { kind: 'kept', problem: handed.error } : { kind: 'assigned', review: id }
}
