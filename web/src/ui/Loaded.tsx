import { Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { ProblemNote } from './Problem'

/** What a query says of itself. */
export interface Asked<Data> {
  data: Data | undefined
  error: unknown
  isPending: boolean
  refetch?: () => unknown
}

/**
 * What a query brought: a skeleton while it is under way, its problem with a way to try again, `empty` where `isEmpty` says so, else the
 * children. Data that is there stays while a later try fails.
 */
export function Loaded<Data>({
  query,
  lines = 4,
  height = 28,
  isEmpty,
  empty,
  children,
}: {
  query: Asked<Data>
  lines?: number
  height?: number
  isEmpty?: (data: Data) => boolean
  empty?: ReactNode
  children: (data: Data) => ReactNode
}) {
  if (query.data !== undefined) return <>{isEmpty?.(query.data) ? empty : children(query.data)}</>
  if (query.error) return <ProblemNote problem={query.error} retry={() => void query.refetch?.()} />
  return (
    <Stack gap="xs" aria-busy="true">
      {Array.from({ length: lines }, (_, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines are all alike
        <Skeleton key={line} height={height} />
      ))}
    </Stack>
  )
}
