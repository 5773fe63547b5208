import { Checkbox, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { memo } from 'react'
import { moment } from '~/words/say'
import { Cell } from './Cell'
import classes from './List.module.css'
import { Score } from './Score'
import { Snippets } from './Snippets'
import type { RowProps } from './TableRow'
import { useListWords } from './words'

/** A conversation as a card, where a table does not fit. */
export const CardRow = memo(function CardRow({
  row,
  index,
  columns,
  list,
  chosen,
  canChoose,
  onChoose,
  measure,
}: RowProps) {
  const t = useListWords()
  const when = moment(row.started_ms)
  const below = columns.filter((column) => !['agent', 'score', 'flags'].includes(column))
  return (
    <li ref={measure} data-index={index} data-id={row.id} className={classes.cardPlace}>
      <div className={classes.card} data-chosen={chosen || undefined}>
        <Group justify="space-between" wrap="nowrap" gap="xs">
          <Group gap="xs" wrap="nowrap">
            {canChoose && (
              <Checkbox
                checked={chosen}
                aria-label={t('choose', { when, who: row.agent?.name ?? row.external_id })}
                onChange={() => {}}
                onClick={(event) => onChoose(row.id, event.shiftKey)}
              />
            )}
            <Link
              to="/conversations/$id"
              params={{ id: row.id }}
              search={{ list: list || undefined }}
              className={`${classes.link} ${classes.whole}`}
            >
              {when}
            </Link>
          </Group>
          {columns.includes('flags') && <Cell row={row} column="flags" />}
        </Group>
        <Group justify="space-between" gap="xs" mt={4}>
          {columns.includes('agent') && (
            <Text size="sm" fw={600}>
              <Cell row={row} column="agent" />
            </Text>
          )}
          {columns.includes('score') && <Score row={row} />}
        </Group>
        <Group gap="2px var(--mantine-spacing-md)" mt={6} fz="sm">
          {below.map((column) => (
            <Cell key={column} row={row} column={column} />
          ))}
        </Group>
        {!!row.snippets?.length && (
          <div className={classes.over}>
            <Snippets row={row} list={list} />
          </div>
        )}
      </div>
    </li>
  )
})
