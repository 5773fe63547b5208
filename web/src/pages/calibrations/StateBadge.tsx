import { Badge } from '@mantine/core'
import { IconArchive, IconLock, IconPencil } from '@tabler/icons-react'
import { useCalibrationWords } from './words'

export const STATES = ['open', 'locked', 'closed'] as const
export type State = (typeof STATES)[number]
export const stateOf = (word: string): State => STATES.find((one) => one === word) ?? 'open'

const LOOKS = {
  open: { color: 'var(--neutral)', ground: 'var(--neutral-ground)', Icon: IconPencil },
  locked: { color: 'var(--missed)', ground: 'var(--missed-ground)', Icon: IconLock },
  closed: { color: 'var(--quiet)', ground: 'transparent', Icon: IconArchive },
}

/** How far a session is. */
export function StateBadge({ state }: { state: string }) {
  const t = useCalibrationWords()
  const known = stateOf(state)
  const { color, ground, Icon } = LOOKS[known]
  return (
    <Badge style={{ color, background: ground, flex: 'none' }} leftSection={<Icon size={14} aria-hidden />}>
      {t(`state.${known}`)}
    </Badge>
  )
}
