import { Anchor, Button, Group, Text } from '@mantine/core'
import { IconScale } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { useDispute } from './Disputing'
import { useDisputeState } from './states'

const useWords = words(
  'disputeItem',
  { dispute: 'Dispute this', disputed: 'Disputed' },
  { dispute: '提出申诉', disputed: '已申诉' },
)

/** Whether an answer is in dispute, else the way to dispute it for those who may. */
export function DisputeItem({ item, mark, review }: { item: string; mark?: string; review?: string }) {
  const t = useWords()
  const state = useDisputeState()
  const { whole } = useReading()
  const dispute = useDispute()
  const known = whole.disputes.find((one) => one.item === item && (!mark || !one.finding || one.finding === mark))
  if (known)
    return (
      <Group gap={6}>
        <IconScale size={14} aria-hidden />
        <Text size="xs">
          {t('disputed')}:{' '}
          <Anchor size="xs" renderRoot={(props) => <Link {...props} to="/disputes/$id" params={{ id: known.id }} />}>
            {state(known.state)}
          </Anchor>
        </Text>
      </Group>
    )
  if (!dispute) return null
  const text = whole.evaluation?.sections.flatMap(({ items }) => items).find((one) => one.item === item)?.text ?? item
  return (
    <Group>
      <Button
        size="compact-xs"
        variant="default"
        leftSection={<IconScale size={14} aria-hidden />}
        onClick={() => dispute({ item, text, mark, review })}
      >
        {t('dispute')}
      </Button>
    </Group>
  )
}
