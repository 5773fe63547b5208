import { Stack } from '@mantine/core'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { ReviewAnswered } from './ReviewAnswered'
import { ReviewHead } from './ReviewHead'
import { ReviewOpen } from './ReviewOpen'
import { useForm } from './useForm'
import type { Reviewing } from './useReviewing'

const useWords = words(
  'reviewTab',
  {
    gone: 'The form of this review is not kept',
    goneAbout: 'Its version is not among the forms that you may see. Ask whoever manages scorecards.',
    strays: 'This review is of another conversation',
  },
  {
    gone: '找不到此复核所用的评分表',
    goneAbout: '您可见的评分表中没有这个版本，请联系评分表管理员。',
    strays: '此复核属于另一个会话',
  },
)

/** A review: to take, to answer, or as it was submitted. */
export function ReviewTab({
  review,
  blind,
  strays,
}: Pick<Reviewing, 'blind' | 'strays'> & { review: NonNullable<Reviewing['review']> }) {
  const t = useWords()
  const { whole } = useReading()
  const made = whole.evaluations.find(({ id }) => id === review.whole?.evaluation)
  const form = useForm(made && { name: made.scorecard, version: made.version, program: whole.conversation.program })
  if (strays) return <Empty title={t('strays')} />
  return (
    <Loaded query={review.query}>
      {() => {
        const data = review.whole
        if (!data) return null
        if (form.gone || (review.query.data && !made)) return <Empty title={t('gone')}>{t('goneAbout')}</Empty>
        if (!form.sections)
          return <Loaded query={{ data: undefined, error: form.error, isPending: true }}>{() => null}</Loaded>
        return (
          <Stack gap="md">
            {review.open && review.mine ? (
              <ReviewOpen key={data.id} review={data} sections={form.sections} blind={blind} />
            ) : (
              <>
                <ReviewHead review={data} mine={review.mine} blind={blind} />
                <ReviewAnswered review={data} sections={form.sections} />
              </>
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}
