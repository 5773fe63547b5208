import { api } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { one, useAddress } from '~/search'

/**
 * The review or calibration session that the address opens. Until it is known how a review is done, nothing of the machine shows: somebody
 * who is to score blind has not seen its answers by accident. Random samples are scored blind unless the reviewer chooses otherwise.
 */
export function useReviewing(conversation: string) {
  const { search } = useAddress()
  const { user, role } = useSession()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const reviewId = role === 'client' ? undefined : one(search.review)
  const calibrationId = staff && !reviewId ? one(search.calibration) : undefined
  const chosen = one(search.blind)

  const hidden = api.useQuery(
    'get',
    '/api/reviews/{id}',
    { params: { path: { id: reviewId ?? '' }, query: { blind: 1 } } },
    { enabled: !!reviewId },
  )
  const open = hidden.data?.state === 'assigned'
  const mine = hidden.data?.reviewer === user.id
  const wantsBlind = chosen ? chosen === '1' : hidden.data?.stream === 'random'
  const blindReview = !!reviewId && (hidden.data ? open && wantsBlind : !hidden.error)
  const shown = api.useQuery(
    'get',
    '/api/reviews/{id}',
    { params: { path: { id: reviewId ?? '' } } },
    { enabled: !!hidden.data && open && !wantsBlind },
  )
  const session = api.useQuery(
    'get',
    '/api/calibrations/{id}',
    { params: { path: { id: calibrationId ?? '' } } },
    { enabled: !!calibrationId },
  )
  const blindSession = !!calibrationId && (session.data ? session.data.state === 'open' : !session.error)
  return {
    review: reviewId ? { query: hidden, whole: shown.data ?? hidden.data, mine, open } : undefined,
    calibration: calibrationId ? { query: session, whole: session.data } : undefined,
    blind: blindReview || blindSession,
    /** A review of another conversation leads nowhere here. */
    strays: hidden.data !== undefined && hidden.data.conversation !== conversation,
  }
}

export type Reviewing = ReturnType<typeof useReviewing>
