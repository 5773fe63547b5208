import { Button, Group, Stack, Text } from '@mantine/core'
import { api, type Of, queries } from '~/api/client'
import { useUserName } from '~/api/names'
import { useMay } from '~/api/session'
import { ConversationLink } from '~/ui/ConversationLink'
import { useTellProblem } from '~/ui/Problem'
import { Standing } from '~/ui/Standing'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { moment } from '~/words/say'
import { useReading } from '../reading/Reading'
import { NextReview } from './NextReview'

const useWords = words(
  'reviewHead',
  {
    queue: 'Nobody has taken this review yet.',
    take: 'Take it',
    others: '{{who}} is reviewing this conversation.',
    done: 'Reviewed by {{who}}, {{when}}',
    close: 'Back to the conversation',
  },
  {
    queue: '此复核还没有人领取。',
    take: '领取',
    others: '{{who}} 正在复核此会话。',
    done: '{{who}} 复核于 {{when}}',
    close: '返回会话',
  },
)

/** A review that is not one's own to answer: in the queue, somebody else's, or done; with what it came to. */
export function ReviewHead({ review, mine, blind }: { review: Of<'ReviewWhole'>; mine: boolean; blind: boolean }) {
  const t = useWords()
  const common = useCommon()
  const tell = useTellProblem()
  const userName = useUserName()
  const reviewer = useMay('administrator', 'manager', 'lead', 'analyst')
  const { whole } = useReading()
  const take = api.useMutation('post', '/api/reviews/{id}/take', {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/reviews/{id}'] })
      void queries.invalidateQueries({ queryKey: ['get', '/api/reviews'] })
    },
    onError: tell,
  })
  const who = userName(review.reviewer) ?? common('somebody')
  const says =
    review.state === 'submitted'
      ? t('done', { who, when: review.submitted_ms == null ? '' : moment(review.submitted_ms) })
      : review.reviewer
        ? t('others', { who })
        : t('queue')
  return (
    <Stack gap="xs">
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{says}</Text>
        {!blind && review.standing && <Standing score={review.score} standing={review.standing} />}
      </Group>
      {review.note && (
        <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
          {review.note}
        </Text>
      )}
      <Group gap="sm">
        {review.state === 'assigned' && !review.reviewer && reviewer && (
          <Button
            size="xs"
            loading={take.isPending}
            onClick={() => take.mutate({ params: { path: { id: review.id } } })}
          >
            {t('take')}
          </Button>
        )}
        {mine && review.state === 'submitted' && <NextReview />}
        <ConversationLink id={whole.conversation.id}>{t('close')}</ConversationLink>
      </Group>
    </Stack>
  )
}
