import { Group, Paper, Stack, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { ConversationLink } from '~/ui/ConversationLink'
import { Standing } from '~/ui/Standing'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { moment } from '~/words/say'
import { useReading } from '../reading/Reading'

const useWords = words(
  'reviewLine',
  {
    queue: 'waits in the queue',
    assigned: 'being reviewed by {{who}}',
    submitted: 'reviewed by {{who}}, {{when}}',
    'stream.random': 'random sample',
    'stream.risk': 'picked by risk, not in averages',
    'stream.own': 'on their own initiative',
    open: 'Open this review',
    go: 'Go on reviewing',
    here: 'You are looking at it',
  },
  {
    queue: '在队列中等待',
    assigned: '{{who}} 正在复核',
    submitted: '{{who}} 已复核，{{when}}',
    'stream.random': '随机抽样',
    'stream.risk': '按风险挑选，不计入平均',
    'stream.own': '主动复核',
    open: '打开此复核',
    go: '继续复核',
    here: '正在查看此复核',
  },
)

const STREAMS = ['random', 'risk', 'own'] as const

/** One review: by whom, from which sample, how it stands, and the way to it. */
export function ReviewLine({ review }: { review: Of<'ReviewNote'> }) {
  const t = useWords()
  const common = useCommon()
  const userName = useUserName()
  const { user } = useSession()
  const { search } = useAddress()
  const { whole, blind } = useReading()
  const who = userName(review.reviewer) ?? common('somebody')
  const stream = STREAMS.find((name) => name === review.stream)
  const says =
    review.state === 'submitted'
      ? t('submitted', { who, when: review.submitted_ms == null ? '' : moment(review.submitted_ms) })
      : review.reviewer
        ? t('assigned', { who })
        : t('queue')
  const here = one(search.review) === review.id
  return (
    <Paper p="sm">
      <Stack gap={4}>
        <Group justify="space-between" gap="xs">
          <Text size="sm">{says}</Text>
          {!blind && review.standing && <Standing score={review.score} standing={review.standing} />}
        </Group>
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed">
            {stream ? t(`stream.${stream}`) : review.stream}
          </Text>
          {here ? (
            <Text size="xs" c="dimmed">
              {t('here')}
            </Text>
          ) : (
            <ConversationLink id={whole.conversation.id} search={{ review: review.id, tab: 'scorecard' }}>
              {review.reviewer === user.id && review.state === 'assigned' ? t('go') : t('open')}
            </ConversationLink>
          )}
        </Group>
      </Stack>
    </Paper>
  )
}
