import { Button } from '@mantine/core'
import { IconClipboardCheck } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { api, queries } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { useTellProblem } from '~/ui/Problem'
import { useShortcuts } from '~/ui/shortcuts'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import type { Reviewing } from './useReviewing'

const useWords = words(
  'reviewButton',
  {
    start: 'Start a review',
    go: 'Go on with my review',
    take: 'Review: waits in the queue',
    key: 'Review this conversation',
  },
  { start: '开始复核', go: '继续我的复核', take: '复核：队列中待领取', key: '复核此会话' },
)

/** Begins a review, or goes on with one's own, or with one that waits for somebody; for those who review. */
export function ReviewButton({ reviewing }: { reviewing: Reviewing }) {
  const t = useWords()
  const tell = useTellProblem()
  const navigate = useNavigate()
  const { user } = useSession()
  const reviewer = useMay('administrator', 'manager', 'lead', 'analyst')
  const { whole } = useReading()
  const { id } = whole.conversation
  const open = (review: string) =>
    void navigate({ to: '/conversations/$id', params: { id }, search: { review, tab: 'scorecard' } })
  const start = api.useMutation('post', '/api/reviews', {
    onSuccess: (review) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/conversations/{id}'] })
      open(review.id)
    },
    onError: tell,
  })
  const waiting = whole.reviews.filter(({ state }) => state === 'assigned')
  const mine = waiting.find(({ reviewer: who }) => who === user.id)
  const queued = waiting.find(({ reviewer: who }) => !who)
  const known = mine ?? queued
  const may = reviewer && !!whole.evaluation && !reviewing.review && !reviewing.calibration
  const run = () => {
    if (!may || start.isPending) return
    if (known) open(known.id)
    else start.mutate({ body: { conversation: id } })
  }
  useShortcuts(may ? [{ keys: 'r', says: t('key'), run }] : [])
  if (!may) return null
  return (
    <Button
      size="xs"
      variant="default"
      loading={start.isPending}
      leftSection={<IconClipboardCheck size={16} aria-hidden />}
      onClick={run}
    >
      {mine ? t('go') : queued ? t('take') : t('start')}
    </Button>
  )
}
