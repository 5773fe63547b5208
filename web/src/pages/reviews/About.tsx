import { Text } from '@mantine/core'
import { useProgramName } from '~/api/names'
import { useSession } from '~/api/session'
import { ConversationLink } from '~/ui/ConversationLink'
import { useCommon } from '~/words/common'
import { useAgentName } from './people'
import { readPicked } from './picked'
import type { Review } from './ReviewsTable'
import { useReviewWords } from './words'

/** What a review is about, in words, as a link that opens it: whose conversation on which channel. */
export function About({ review }: { review: Review }) {
  const t = useReviewWords()
  const common = useCommon()
  const agent = useAgentName()
  const program = useProgramName()
  const { programs } = useSession()
  const { channel, language } = readPicked(review.picked)
  const where = [
    channel && common(`channel.${channel}` as 'channel.voice'),
    language && common(`language.${language}` as 'language.en'),
    programs.length > 1 && program(review.program),
  ].filter(Boolean)
  return (
    <>
      <ConversationLink fw={600} id={review.conversation} search={{ review: review.id }}>
        {agent(review.agent) ?? t('noAgent')}
      </ConversationLink>
      <Text size="xs" c="dimmed">
        {where.join(' · ')}
      </Text>
    </>
  )
}
