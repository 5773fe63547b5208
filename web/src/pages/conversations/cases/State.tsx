import { Badge } from '@mantine/core'
import { IconArrowsExchange, IconCheck, IconCircleDashed, IconClock } from '@tabler/icons-react'
import { useCommon } from '~/words/common'

const LOOKS = {
  resolved: { color: 'var(--for)', ground: 'var(--for-ground)', Icon: IconCheck },
  follow_up: { color: 'var(--neutral)', ground: 'var(--neutral-ground)', Icon: IconClock },
  transferred: { color: 'var(--neutral)', ground: 'var(--neutral-ground)', Icon: IconArrowsExchange },
  unresolved: { color: 'var(--missed)', ground: 'var(--missed-ground)', Icon: IconCircleDashed },
}

/** How a contact or a case ended, by icon and word. */
export function State({ state }: { state: string | null | undefined }) {
  const common = useCommon()
  const known = state && state in LOOKS ? (state as keyof typeof LOOKS) : undefined
  if (!known) return <Badge variant="outline">{common('outcome.none')}</Badge>
  const { color, ground, Icon } = LOOKS[known]
  return (
    <Badge style={{ color, background: ground }} leftSection={<Icon size={14} aria-hidden />}>
      {common(`outcome.${known}`)}
    </Badge>
  )
}
