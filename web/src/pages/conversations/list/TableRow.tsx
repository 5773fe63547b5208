import { Checkbox } from '@mantine/core'
import { Link, useNavigate } from '@tanstack/react-router'
import { type MouseEvent, memo } from 'react'
import { moment } from '~/words/say'
import { Cell } from './Cell'
import type { Column } from './columns'
import classes from './List.module.css'
import { Snippets } from './Snippets'
import type { Row } from './useList'
import { useListWords } from './words'

export interface RowProps {
  row: Row
  index: number
  columns: readonly Column[]
  /** The list that the conversation page walks, as a query. */
  list: string
  /** Whether there is room for standings in words. */
  roomy: boolean
  chosen: boolean
  canChoose: boolean
  onChoose: (id: string, range: boolean) => void
  measure: (element: HTMLElement | null) => void
}

/** A conversation in the table: a click anywhere opens it, its date is the link; below it, where the words of a search stand. */
export const TableRow = memo(function TableRow({
  row,
  index,
  columns,
  list,
  roomy,
  chosen,
  canChoose,
  onChoose,
  measure,
}: RowProps) {
  const t = useListWords()
  const navigate = useNavigate()
  const when = moment(row.started_ms)
  const open = (event: MouseEvent<HTMLElement>) => {
    // Links and boxes do their own; a text that somebody marks with the mouse is no click.
    if ((event.target as HTMLElement).closest('a, input, label, button') || getSelection()?.toString()) return
    void navigate({ to: '/conversations/$id', params: { id: row.id }, search: { list: list || undefined } })
  }
  return (
    <tbody ref={measure} data-index={index} data-id={row.id} data-chosen={chosen || undefined} className={classes.row}>
      <tr onClick={open}>
        {canChoose && (
          <td className={classes.box}>
            <Checkbox
              size="xs"
              checked={chosen}
              aria-label={t('choose', { when, who: row.agent?.name ?? row.external_id })}
              onChange={() => {}}
              onClick={(event) => onChoose(row.id, event.shiftKey)}
            />
          </td>
        )}
        <td>
          <Link
            to="/conversations/$id"
            params={{ id: row.id }}
            search={{ list: list || undefined }}
            className={classes.link}
          >
            {when}
          </Link>
        </td>
        {columns.map((column) => (
          <td key={column}>
            <Cell row={row} column={column} roomy={roomy} />
          </td>
        ))}
      </tr>
      {!!row.snippets?.length && (
        <tr>
          {canChoose && <td />}
          <td colSpan={columns.length + 1}>
            <Snippets row={row} list={list} />
          </td>
        </tr>
      )}
    </tbody>
  )
})
