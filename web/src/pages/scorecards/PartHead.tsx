import { Group, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** The head of a part that does something: its title, what it is about, and the button that does it. */
export function PartHead({ title, about, children }: { title: string; about: ReactNode; children: ReactNode }) {
  return (
    <Group justify="space-between" align="flex-start" wrap="nowrap">
      <div>
        <Title order={2} size="h5">
          {title}
        </Title>
        <Text size="sm" c="dimmed" maw="72ch">
          {about}
        </Text>
      </div>
      {children}
    </Group>
  )
}
