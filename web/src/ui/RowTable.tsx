import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

/** A small table of figures: each row has a name, and a cell for each heading after the first. Beside a chart it says as `caption` what it counts. */
export function RowTable({
  heads,
  rows,
  caption,
  minWidth,
}: {
  heads: readonly string[]
  rows: readonly { key: string; name: ReactNode; cells: readonly ReactNode[] }[]
  caption?: string
  /** Narrower than this, it scrolls sideways; without it, it never does. */
  minWidth?: number
}) {
  const table = (
    <Table {...(caption && { fz: 'sm', captionSide: 'top' })}>
      {caption && <Table.Caption ta="start">{caption}</Table.Caption>}
      <Table.Thead>
        <Table.Tr>
          {heads.map((head) => (
            <Table.Th key={head} scope="col">
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(({ key, name, cells }) => (
          <Table.Tr key={key}>
            <Table.Th scope="row" fw={500}>
              {name}
            </Table.Th>
            {cells.map((cell, at) => (
              <Table.Td key={heads[at + 1]}>{cell}</Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
  return minWidth ? <Table.ScrollContainer minWidth={minWidth}>{table}</Table.ScrollContainer> : table
}
