import { Badge } from '@mantine/core'
import { IconArrowForwardUp, IconCheck, IconCircleMinus, IconClock, IconGavel } from '@tabler/icons-react'
import { useSession } from '~/api/session'
import { type State, stateOf } from './course'
import { useDisputeWords } from './words'

const LOOKS: Record<State, { color: string; ground: string; Icon: typeof IconCheck }> = {
  raised: { color: 'var(--neutral)', ground: 'var(--neutral-ground)', Icon: IconClock },
  accepted: { color: 'var(--for)', ground: 'var(--for-ground)', Icon: IconCheck },
  rejected: { color: 'var(--missed)', ground: 'var(--missed-ground)', Icon: IconCircleMinus },
  appealed: { color: 'var(--neutral)', ground: 'var(--neutral-ground)', Icon: IconArrowForwardUp },
  upheld: { color: 'var(--for)', ground: 'var(--for-ground)', Icon: IconCheck },
  final: { color: 'var(--quiet)', ground: 'transparent', Icon: IconGavel },
}

/** Where a dispute stands, in words: to an agent it speaks of "you". */
export function StateBadge({ state }: { state: string }) {
  const t = useDisputeWords()
  const { role } = useSession()
  const known = stateOf(state)
  const { color, ground, Icon } = LOOKS[known]
  return (
    <Badge
      style={{ color, background: ground, flex: 'none' }}
      styles={{ label: { overflow: 'visible' } }}
      leftSection={<Icon size={14} aria-hidden />}
    >
      {t(role === 'agent' ? `yours.${known}` : `state.${known}`)}
    </Badge>
  )
}
