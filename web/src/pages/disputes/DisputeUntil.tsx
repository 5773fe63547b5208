import { Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { Due } from '~/pages/reviews/Due'
import { day } from '~/words/say'
import { isClosed } from './course'
import { useDisputeWords } from './words'

/** Since when a dispute is closed, or until when somebody is to move. */
export function DisputeUntil({ dispute }: { dispute: Of<'DisputeOut'> }) {
  const t = useDisputeWords()
  if (isClosed(dispute.state))
    return (
      <Text size="sm" c="dimmed">
        {t('closedOn', { day: day(dispute.closed_ms ?? dispute.due_ms) })}
      </Text>
    )
  if (dispute.state === 'rejected') return <Text size="sm">{t('appealBy', { day: day(dispute.due_ms) })}</Text>
  return <Due ms={dispute.due_ms} />
}
