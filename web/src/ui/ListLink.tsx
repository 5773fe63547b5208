import { Anchor, type AnchorProps } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { read } from '~/search'
import type { Picked } from './Chart'

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

/** What a click on a point of a chart does: it goes to the conversations that the point's key asks for. */
export function useListPick() {
  const navigate = useNavigate()
  return ({ key }: Picked) => {
    if (key) void navigate({ to: '/conversations', search: read(key) })
  }
}
