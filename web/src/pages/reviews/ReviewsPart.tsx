import { Badge, Group, Paper, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { useReviewWords } from './words'

/** Reviews under one heading, with how many and a note about them. */
export function ReviewsPart({
  title,
  n,
  note,
  children,
}: {
  title: string
  n: number
  note?: string
  children: ReactNode
}) {
  const t = useReviewWords()
  return (
    <Paper>
      <Group gap="xs" mb="xs">
        <Title order={2} size="h5">
          {title}
        </Title>
        <Badge color="gray">{t('howMany', { count: n })}</Badge>
        {note && <Badge variant="default">{note}</Badge>}
      </Group>
      {children}
    </Paper>
  )
}
