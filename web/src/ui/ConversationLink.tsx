import { Anchor, type AnchorProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Search } from '~/search'

/** The way to one conversation; `search` says where in it, such as the tab or the review. */
export function ConversationLink({
  id,
  search,
  children,
  ...rest
}: { id: string; search?: Search; children: ReactNode } & Pick<AnchorProps, 'fw' | 'size'>) {
  return (
    <Anchor
      size="sm"
      {...rest}
      renderRoot={(props) => <Link {...props} to="/conversations/$id" params={{ id }} search={search} />}
    >
      {children}
    </Anchor>
  )
}
