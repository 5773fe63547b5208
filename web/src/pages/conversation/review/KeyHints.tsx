import { Group, Kbd, Text } from '@mantine/core'
import { useReviewingWords } from './words'

/** The keys that answer a form, in one line; on screens that have a keyboard. */
export function KeyHints({ agree }: { agree: boolean }) {
  const t = useReviewingWords()
  const hints = [
    ['.', t('hint.next')],
    [',', t('hint.previous')],
    ...(agree ? [['y', t('agree')]] : []),
    ['x', t('na')],
  ]
  return (
    <Group gap={8} visibleFrom="md">
      {hints.map(([key, says]) => (
        <Text key={key} size="xs" c="dimmed">
          <Kbd size="xs">{key}</Kbd> {says}
        </Text>
      ))}
    </Group>
  )
}
