import { Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useUserName } from '~/api/names'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { moment } from '~/words/say'
import { useReading } from '../reading/Reading'
import { DisputeLine } from './DisputeLine'
import { EvaluationLine } from './EvaluationLine'
import { ReviewLine } from './ReviewLine'

const useWords = words(
  'history',
  {
    evaluations: 'Evaluations by the machine',
    reviews: 'Reviews by people',
    disputes: 'Disputes',
    audit: 'What was done to it',
    noEvaluations: 'Not evaluated yet.',
    noReviews: 'Nobody has reviewed it yet.',
    noDisputes: 'Nothing was disputed.',
    nothing: 'Nothing yet.',
    by: '{{action}}, by {{who}}',
    system: 'the system',
    token: 'a program with a token',
    'conversation.share': 'shared with the client',
    'conversation.unshare': 'taken back from the client',
    'conversation.export': 'exported',
    'note.add': 'note written',
    'note.change': 'note changed',
    'note.delete': 'note deleted',
  },
  {
    evaluations: '机器评分',
    reviews: '人工复核',
    disputes: '申诉',
    audit: '操作记录',
    noEvaluations: '尚未评分。',
    noReviews: '还没有人复核。',
    noDisputes: '没有申诉。',
    nothing: '暂无记录。',
    by: '{{action}}，{{who}}',
    system: '系统',
    token: '持令牌的程序',
    'conversation.share': '共享给委托方',
    'conversation.unshare': '停止共享给委托方',
    'conversation.export': '导出',
    'note.add': '写了备注',
    'note.change': '修改了备注',
    'note.delete': '删除了备注',
  },
)

const ACTIONS = [
  'conversation.share',
  'conversation.unshare',
  'conversation.export',
  'note.add',
  'note.change',
  'note.delete',
] as const

function Part({ title, none, children }: { title: string; none: string; children: ReactNode[] }) {
  return (
    <Stack gap={6} component="section">
      <Title order={3} size="h6">
        {title}
      </Title>
      {children.length > 0 ? (
        children
      ) : (
        <Text size="sm" c="dimmed">
          {none}
        </Text>
      )}
    </Stack>
  )
}

/** What became of the conversation: evaluations that can be replayed, reviews, disputes, and for managers what was done to it. */
export function HistoryTab() {
  const t = useWords()
  const common = useCommon()
  const userName = useUserName()
  const { whole, blind } = useReading()
  const who = (actor: string) =>
    actor === 'system' ? t('system') : actor.startsWith('token:') ? t('token') : (userName(actor) ?? common('somebody'))
  const action = (word: string) => {
    const known = ACTIONS.find((one) => one === word)
    return known ? t(known) : word
  }
  return (
    <Stack gap="lg">
      {!blind && (
        <Part title={t('evaluations')} none={t('noEvaluations')}>
          {whole.evaluations.map((evaluation) => (
            <EvaluationLine key={evaluation.id} evaluation={evaluation} />
          ))}
        </Part>
      )}
      <Part title={t('reviews')} none={t('noReviews')}>
        {whole.reviews.map((review) => (
          <ReviewLine key={review.id} review={review} />
        ))}
      </Part>
      {!blind && (
        <Part title={t('disputes')} none={t('noDisputes')}>
          {whole.disputes.map((dispute) => (
            <DisputeLine key={dispute.id} dispute={dispute} />
          ))}
        </Part>
      )}
      {whole.history && (
        <Part title={t('audit')} none={t('nothing')}>
          {whole.history.map((entry) => (
            <Text key={entry.number} size="sm">
              <Text span size="xs" c="dimmed">
                {moment(entry.at_ms)}
              </Text>{' '}
              {t('by', { action: action(entry.action), who: who(entry.actor) })}
            </Text>
          ))}
        </Part>
      )}
    </Stack>
  )
}
