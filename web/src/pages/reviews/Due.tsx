import { Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCalendarDue, IconClock } from '@tabler/icons-react'
import { day, moment } from '~/words/say'
import { type Nearness, nearness } from './due'
import { useReviewWords } from './words'

const LOOKS = {
  overdue: { color: 'var(--against)', Icon: IconAlertTriangle },
  today: { color: 'var(--missed)', Icon: IconClock },
  week: { color: undefined, Icon: IconCalendarDue },
  later: { color: 'dimmed', Icon: IconCalendarDue },
  none: { color: 'dimmed', Icon: undefined },
}

/** A due date in words: "2 days overdue", "due tomorrow"; the moment itself on hover. */
export function Due({ ms, now = Date.now() }: { ms: number | null | undefined; now?: number }) {
  const t = useReviewWords()
  const near = nearness(ms, now)
  const { color, Icon } = LOOKS[near.kind]
  const said = (): string => {
    const { kind, days }: Nearness = near
    if (kind === 'none') return t('noDue')
    if (kind === 'overdue') return days === 0 ? t('overdueToday') : t('overdueDays', { count: -days })
    if (kind === 'today') return t('dueToday')
    if (days === 1) return t('dueTomorrow')
    return kind === 'week' ? t('dueDays', { count: days }) : t('dueOn', { day: day(ms ?? now) })
  }
  return (
    <Group gap={4} wrap="nowrap" title={ms == null ? undefined : moment(ms)}>
      {Icon && <Icon size={16} aria-hidden style={{ flex: 'none', color }} />}
      <Text span size="sm" c={color} fw={near.kind === 'overdue' ? 600 : undefined}>
        {said()}
      </Text>
    </Group>
  )
}
