import { Anchor, type AnchorProps } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Search } from '~/search'

/** The way to a part of the administration, such as `agents`; `search` says which of its rows. */
export function AdministrationLink({
  part,
  search,
  children,
  ...rest
}: { part: string; search?: Search; children: ReactNode } & Pick<AnchorProps, 'underline'>) {
  return (
    <Anchor
      size="sm"
      {...rest}
      renderRoot={(props) => <Link {...props} to="/administration/$part" params={{ part }} search={search} />}
    >
      {children}
    </Anchor>
  )
}
