import { Group, Text } from '@mantine/core'
import { AddButton } from './AddButton'

/** What stands over a list: what it holds, and the way to one more for whoever may add. */
export function ListHead({
  about,
  add,
  onAdd,
  mb = 'md',
}: {
  about: string
  /** The words of the button. */
  add: string
  onAdd?: () => void
  mb?: 'sm' | 'md'
}) {
  return (
    <Group justify="space-between" align="flex-start" mb={mb} wrap="nowrap">
      <Text size="sm" c="dimmed" maw="72ch">
        {about}
      </Text>
      {onAdd && <AddButton flex="none" add={add} onClick={onAdd} />}
    </Group>
  )
}
