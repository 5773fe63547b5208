import { Stack, Text, ThemeIcon } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import type { ReactNode } from 'react'

/** Nothing here: why, and what would put something here; `action` does it. */
export function Empty({
  title,
  children,
  icon,
  action,
}: {
  title: string
  children?: ReactNode
  icon?: ReactNode
  action?: ReactNode
}) {
  return (
    <Stack align="center" gap={6} py="xl" px="md">
      <ThemeIcon variant="light" color="gray" size={44} radius="xl" aria-hidden>
        {icon ?? <IconInbox size={24} />}
      </ThemeIcon>
      <Text fw={600}>{title}</Text>
      <Text component="div" c="dimmed" size="sm" ta="center" maw="56ch">
        {children}
        {action && <div style={{ marginTop: 12 }}>{action}</div>}
      </Text>
    </Stack>
  )
}

/** Nothing in a small part of a page: one line that says so. */
export function EmptyLine({ children }: { children: ReactNode }) {
  return (
    <Text size="sm" c="dimmed">
      {children}
    </Text>
  )
}
