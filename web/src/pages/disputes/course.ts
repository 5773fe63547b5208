import type { Of } from '~/api/client'
import type { Role } from '~/api/session'

export const STATES = ['raised', 'accepted', 'rejected', 'appealed', 'upheld', 'final'] as const
export type State = (typeof STATES)[number]
export const stateOf = (word: string): State => STATES.find((one) => one === word) ?? 'raised'

type Dispute = Pick<Of<'DisputeOut'>, 'state' | 'raised_by' | 'agent' | 'first_reviewer' | 'review' | 'mark'>
/** Who looks at it: id, role, the agents they are, and who scored the disputed review. */
export interface Onlooker {
  user: string
  role: Role
  agents: readonly string[]
  scoredBy?: string | null
}

export const isClosed = (state: string) => ['accepted', 'upheld', 'final'].includes(state)
export const isOverturned = (state: string) => state === 'accepted' || state === 'upheld'

export type Move = { may: 'answer' | 'decide' | 'appeal' } | { may: null; because?: 'raised' | 'scored' | 'answered' }

/** What the onlooker may do to a dispute as it stands; where a reviewer may not, why. */
export function moveOf(dispute: Dispute, { user, role, agents, scoredBy }: Onlooker): Move {
  const { state } = dispute
  if (state === 'rejected') {
    const own = agents.includes(dispute.agent) || dispute.raised_by === user
    return own && (role === 'agent' || role === 'lead') ? { may: 'appeal' } : { may: null }
  }
  if (state !== 'raised' && state !== 'appealed') return { may: null }
  if (!['administrator', 'manager', 'lead', 'analyst'].includes(role)) return { may: null }
  if (dispute.raised_by === user) return { may: null, because: 'raised' }
  if (scoredBy && scoredBy === user) return { may: null, because: 'scored' }
  if (state === 'appealed') {
    return dispute.first_reviewer === user ? { may: null, because: 'answered' } : { may: 'decide' }
  }
  return { may: 'answer' }
}

/** What being right leads to: the mark is taken away, the review decided anew, or a review beside the evaluation. */
export function correctionOf(dispute: Pick<Dispute, 'review' | 'mark'>): 'mark' | 'review' | 'beside' {
  if (dispute.review) return 'review'
  return dispute.mark ? 'mark' : 'beside'
}
