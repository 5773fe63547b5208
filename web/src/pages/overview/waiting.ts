import type { Of } from '~/api/client'

type Dispute = Of<'DisputeOut'>
type Review = Of<'ReviewOut'>

/**
 * Disputes that wait for an answer, the most urgent first. `answer`: of those who may answer, so nobody decides an appeal against the own first
 * answer. `own`: of the agent, every one that is not decided, with the rejected ones that can still be appealed.
 */
export function waiting(disputes: readonly Dispute[], of: 'answer' | 'own', user: string): Dispute[] {
  const open = disputes.filter(({ state, first_reviewer, raised_by }) => {
    if (of === 'own') return ['raised', 'appealed', 'rejected'].includes(state)
    return raised_by !== user && (state === 'raised' || (state === 'appealed' && first_reviewer !== user))
  })
  return open.sort((a, b) => a.due_ms - b.due_ms)
}

/** Reviews in the order of a day's work: what is due first, what has no date last, older before newer. */
export const byDue = (reviews: readonly Review[]): Review[] =>
  [...reviews].sort(
    (a, b) =>
      (a.due_ms ?? Number.POSITIVE_INFINITY) - (b.due_ms ?? Number.POSITIVE_INFINITY) ||
      a.created_ms - b.created_ms ||
      0,
  )
