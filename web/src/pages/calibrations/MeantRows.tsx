import { Table, Text } from '@mantine/core'
import type { ReactNode } from 'react'

/** What a figure is called, its value, and what it means. */
export type Meant = [string, ReactNode, string]

/** Figures in rows, each with one sentence of what it means. */
export function MeantRows({ rows }: { rows: readonly Meant[] }) {
  return rows.map(([name, value, means]) => (
    <Table.Tr key={name}>
      <Table.Th fw={400}>{name}</Table.Th>
      <Table.Td>{value}</Table.Td>
      <Table.Td maw={460}>
        <Text size="sm" c="dimmed">
          {means}
        </Text>
      </Table.Td>
    </Table.Tr>
  ))
}
