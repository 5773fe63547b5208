import { useEffect } from 'react'
import { queries } from './client'
import type { Session } from './session'

const CONVERSATIONS = ['/api/conversations', '/api/cases', '/api/figures', '/api/evaluations']
const REVIEWS = ['/api/reviews', '/api/samples', '/api/conversations']
const DISPUTES = ['/api/disputes', '/api/conversations']

/** What to ask again when something changed: kinds of events, and beginnings of the API's paths. */
export const TOUCHES: Record<string, string[]> = {
  'conversation.received': CONVERSATIONS,
  'conversation.evaluated': CONVERSATIONS,
  'score.changed': CONVERSATIONS,
  'conversation.reviewed': CONVERSATIONS,
  'conversation.noted': ['/api/conversations'],
  'conversation.shared': ['/api/conversations'],
  'conversation.deleted': CONVERSATIONS,
  'conversations.deleted': CONVERSATIONS,
  'review.assigned': REVIEWS,
  'review.submitted': [...REVIEWS, '/api/figures'],
  'sample.drawn': REVIEWS,
  'dispute.raised': DISPUTES,
  'dispute.moved': [...DISPUTES, '/api/figures'],
  'calibration.opened': ['/api/calibrations'],
  'calibration.locked': ['/api/calibrations'],
  'calibration.closed': ['/api/calibrations'],
  'scorecard.published': ['/api/scorecards'],
  'scorecard.retired': ['/api/scorecards'],
  'letter.received': ['/api/dead-letters'],
  'program.changed': ['/api/programs', '/api/behaviours'],
  'program.signed': ['/api/programs', '/api/figures'],
}

/** Asks again, at most once in two seconds, for what the server says has changed. Agents and clients have no such stream. */
export function useEvents(session: Session | null | undefined) {
  const listens = !!session && !['agent', 'client'].includes(session.user.role)
  useEffect(() => {
    if (!listens) return
    const stream = new EventSource('/api/events')
    let touched = new Set<string>()
    let later: ReturnType<typeof setTimeout> | undefined
    const ask = () => {
      later = undefined
      const paths = [...touched]
      touched = new Set()
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => paths.some((path) => String(queryKey[1]).startsWith(path)),
      })
    }
    const heard = (kind: string) => () => {
      for (const path of TOUCHES[kind] ?? []) touched.add(path)
      later ??= setTimeout(ask, 2_000)
    }
    for (const kind of Object.keys(TOUCHES)) stream.addEventListener(kind, heard(kind))
    return () => {
      clearTimeout(later)
      stream.close()
    }
  }, [listens])
}
