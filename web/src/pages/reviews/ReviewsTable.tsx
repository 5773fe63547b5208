import { Group, Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { Standing } from '~/ui/Standing'
import { useCommon } from '~/words/common'
import { day, moment } from '~/words/say'
import { About } from './About'
import { Due } from './Due'
import { Why } from './Stream'
import { useReviewWords } from './words'

export type Review = Of<'ReviewOut'>

/** Reviews in a table: what about, why here, when due or what came of it, and what can be done (`actions`). */
export function ReviewsTable({
  reviews,
  label,
  people = false,
  own = false,
  actions,
}: {
  reviews: readonly Review[]
  label: string
  /** Shows whose they are. */
  people?: boolean
  /** All of one stream, which the page names already. */
  own?: boolean
  actions?: (review: Review) => ReactNode
}) {
  const t = useReviewWords()
  const common = useCommon()
  const user = useUserName()
  const submitted = reviews.some((review) => review.state === 'submitted')
  const open = reviews.some((review) => review.state !== 'submitted')
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('conversation')}</Table.Th>
            <Table.Th>{t('why')}</Table.Th>
            {people && <Table.Th>{t('reviewer')}</Table.Th>}
            {open && <Table.Th>{t('due')}</Table.Th>}
            {submitted && <Table.Th>{t('result')}</Table.Th>}
            {submitted && <Table.Th>{t('submittedAt')}</Table.Th>}
            {actions && <Table.Th aria-label={t('actions')} />}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {reviews.map((review) => (
            <Table.Tr key={review.id}>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <About review={review} />
              </Table.Td>
              <Table.Td>
                <Why review={review} badge={!own} />
              </Table.Td>
              {people && (
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {user(review.reviewer) ?? (review.reviewer ? common('somebody') : t('open'))}
                </Table.Td>
              )}
              {open && (
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {review.state !== 'submitted' && (
                    <>
                      <Due ms={review.due_ms} />
                      <Text size="xs" c="dimmed">
                        {review.answers.length > 0
                          ? t('begun', { count: review.answers.length })
                          : t('since', { day: day(review.created_ms) })}
                      </Text>
                    </>
                  )}
                </Table.Td>
              )}
              {submitted && (
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  {review.state === 'submitted' && <Standing score={review.score} standing={review.standing} />}
                </Table.Td>
              )}
              {submitted && (
                <Table.Td style={{ whiteSpace: 'nowrap' }}>
                  <Text size="sm">{review.submitted_ms != null && moment(review.submitted_ms)}</Text>
                </Table.Td>
              )}
              {actions && (
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    {actions(review)}
                  </Group>
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
