import { useEffect } from 'react'
import { queries } from './client'
import type { Session } from './session'

/** What to ask again when a kind of thing changed: beginnings of the API's paths. */
const TOUCHES: Record<string, string[]> = {
  conversation: ['/api/conversations', '/api/cases', '/api/figures'],
  evaluation: ['/api/conversations', '/api/evaluations', '/api/figures'],
  review: ['/api/reviews', '/api/conversations', '/api/samples'],
  sample: ['/api/samples', '/api/reviews'],
  dispute: ['/api/disputes', '/api/conversations'],
  calibration: ['/api/calibrations'],
  scorecard: ['/api/scorecards'],
  program: ['/api/programs'],
  view: ['/api/views'],
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
