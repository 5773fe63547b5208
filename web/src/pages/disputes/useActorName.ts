import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { useSession } from '~/api/session'
import { useAgentName } from '~/pages/reviews/people'
import { useCommon } from '~/words/common'
import { useDisputeWords } from './words'

/** Who took a step: "You", a name, or the part they have in it where names are not the reader's to know. */
export function useActorName(dispute: Of<'DisputeOut'>) {
  const t = useDisputeWords()
  const common = useCommon()
  const { user } = useSession()
  const userName = useUserName()
  const agentName = useAgentName()
  return (actor: string) => {
    if (actor === user.id) return t('you')
    const known = userName(actor)
    if (known) return known
    if (actor === dispute.raised_by) return agentName(dispute.agent) ?? t('agentOf')
    if (actor === dispute.second_reviewer) return t('aSecond')
    return actor === dispute.first_reviewer ? t('aReviewer') : common('somebody')
  }
}
