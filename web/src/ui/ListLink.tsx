import { Anchor, type AnchorProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '~/search'

/** The way to exactly the conversations that a figure is about; plain text where the reader may not see them. */
export function ListLink({
  query,
  children,
  ...rest
}: { query: string | null | undefined; children: ReactNode } & AnchorProps) {
  if (query == null) return <>{children}</>
  return (
    <Anchor {...rest} renderRoot={(props) => <Link {...props} to="/conversations" search={read(query)} />}>
      {children}
    </Anchor>
  )
}
