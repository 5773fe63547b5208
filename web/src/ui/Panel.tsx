import { Group, Paper, Text, Title } from '@mantine/core'
import { type ReactNode, useId } from 'react'

/** One part of a page: what it tells, a line about it, and the way to more. */
export function Panel({
  title,
  about,
  aside,
  children,
}: {
  title: ReactNode
  about?: ReactNode
  aside?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <Paper component="section" aria-labelledby={id} p="md">
      <Group justify="space-between" align="baseline" gap="sm" mb={about ? 2 : 'sm'}>
        <Title order={2} size="h5" id={id}>
          {title}
        </Title>
        {aside}
      </Group>
      {about && (
        <Text size="sm" c="dimmed" mb="sm" maw="76ch" component="div">
          {about}
        </Text>
      )}
      {children}
    </Paper>
  )
}
