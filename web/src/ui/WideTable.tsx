import { Table, type TableProps } from '@mantine/core'

/** A table that has a name, and scrolls sideways where it is narrower than `minWidth`, also by keyboard. */
export function WideTable({ minWidth, label, ...rest }: { minWidth: number; label: string } & TableProps) {
  return (
    <Table.ScrollContainer minWidth={minWidth} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={label} {...rest} />
    </Table.ScrollContainer>
  )
}
