import { Badge } from '@mantine/core'
import { IconArchive, IconCircleCheck, IconPencil } from '@tabler/icons-react'
import { useFormWords } from './words'

const LOOKS = {
  draft: { color: 'var(--missed)', ground: 'var(--missed-ground)', Icon: IconPencil },
  published: { color: 'var(--for)', ground: 'var(--for-ground)', Icon: IconCircleCheck },
  retired: { color: 'var(--quiet)', ground: 'transparent', Icon: IconArchive },
}

/** Whether a version is a draft, holds, or held once. */
export function StateBadge({ state }: { state: string }) {
  const t = useFormWords()
  const look = LOOKS[state as keyof typeof LOOKS] ?? LOOKS.retired
  return (
    <Badge
      style={{ color: look.color, background: look.ground, flex: 'none' }}
      leftSection={<look.Icon size={13} aria-hidden />}
    >
      {t(`state.${state as keyof typeof LOOKS}`)}
    </Badge>
  )
}
