import { Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconEqual } from '@tabler/icons-react'
import { useShared } from './words'

const ICONS = { above: IconArrowUp, within: IconEqual, below: IconArrowDown }

/** Where an interval lies beside the program's, in words. */
export function PlaceWords({ place }: { place: string | null | undefined }) {
  const t = useShared()
  if (place !== 'above' && place !== 'within' && place !== 'below') return null
  const Icon = ICONS[place]
  const color = { above: 'var(--for)', within: 'dimmed', below: 'var(--missed)' }[place]
  return (
    <Text size="xs" c={color} style={{ display: 'flex', alignItems: 'center', gap: 4 }}>
      <Icon size={14} aria-hidden style={{ flex: 'none' }} />
      {t(`place.${place}`)}
    </Text>
  )
}
