import { Group, Text } from '@mantine/core'
import type { Icon } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** How something stands: an icon and words in the colour that means it. */
export function IconWords({ Icon, color, children }: { Icon: Icon; color: string; children: ReactNode }) {
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={16} aria-hidden style={{ color, flex: 'none' }} />
      <Text size="sm" style={{ color }}>
        {children}
      </Text>
    </Group>
  )
}
