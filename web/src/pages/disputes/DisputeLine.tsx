import { Anchor, Group } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

/** A dispute in a short list: the words of the item that it is about, as the way to it, and below them how it stands. */
export function DisputeLine({ id, item, children }: { id: string; item: string; children: ReactNode }) {
  return (
    <div>
      <Anchor size="sm" lineClamp={2} renderRoot={(props) => <Link {...props} to="/disputes/$id" params={{ id }} />}>
        {item}
      </Anchor>
      <Group gap={8}>{children}</Group>
    </div>
  )
}
