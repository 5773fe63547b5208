import { Button, type ButtonProps } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'

/** The way to one more of what a page lists. */
export function AddButton({
  add,
  ...rest
}: {
  /** Its words. */
  add: string
  onClick: () => void
} & Pick<ButtonProps, 'flex' | 'ml'>) {
  return (
    <Button leftSection={<IconPlus size={16} aria-hidden />} {...rest}>
      {add}
    </Button>
  )
}
