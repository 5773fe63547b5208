import { Button, Menu } from '@mantine/core'
import { IconUserShare } from '@tabler/icons-react'
import { useReviewers } from './people'
import type { Review } from './ReviewsTable'
import { useReviewWords } from './words'

/** Gives a review to somebody who reviews in its program, or back to the queue. */
export function AssignMenu({
  review,
  onAssign,
}: {
  review: Review
  onAssign: (reviewer: string | null, name: string) => void
}) {
  const t = useReviewWords()
  const reviewers = useReviewers(review.program)
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button size="compact-sm" variant="default" leftSection={<IconUserShare size={14} aria-hidden />}>
          {t('assign')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('assignTo')}</Menu.Label>
        {reviewers
          .filter((user) => user.id !== review.reviewer)
          .map((user) => (
            <Menu.Item key={user.id} onClick={() => onAssign(user.id, user.name)}>
              {user.name}
            </Menu.Item>
          ))}
        {review.reviewer && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onAssign(null, '')}>{t('backToQueue')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  )
}
