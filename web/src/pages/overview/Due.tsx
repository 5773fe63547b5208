import { Badge, Text } from '@mantine/core'
import { IconClockExclamation } from '@tabler/icons-react'
import { day } from '~/words/say'
import { useShared } from './words'

/** Until when something is to be done; what is late says so in words, beside its colour. */
export function Due({ ms }: { ms: number | null | undefined }) {
  const t = useShared()
  if (ms == null)
    return (
      <Text span size="xs" c="dimmed">
        {t('noDue')}
      </Text>
    )
  if (ms >= Date.now())
    return (
      <Text span size="xs" c="dimmed">
        {t('due', { day: day(ms) })}
      </Text>
    )
  return (
    <Badge
      style={{ color: 'var(--missed)', background: 'var(--missed-ground)' }}
      leftSection={<IconClockExclamation size={14} aria-hidden />}
    >
      {t('overdue', { day: day(ms) })}
    </Badge>
  )
}
