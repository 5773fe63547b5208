import { Title } from '@mantine/core'
import type { ReactNode } from 'react'

/** What a chart among others is about, where it is not said above all of them. */
export function ChartHeading({ children }: { children: ReactNode }) {
  return (
    children && (
      <Title order={3} size="h6">
        {children}
      </Title>
    )
  )
}
