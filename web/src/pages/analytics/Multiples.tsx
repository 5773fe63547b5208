import { Anchor, Box, Group, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import type { Time } from './asked'
import { verdict } from './compare'
import type { Cell, Column, Row } from './matrix'
import { Spark } from './Spark'
import { SHORT } from './short'
import type { Measure } from './told'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

/** What leads from a figure to its part of the page. */
const placeOf = (measure: Measure): Record<string, string> =>
  measure.startsWith('skill:')
    ? { section: 'skills', skill: measure.slice(6) }
    : measure === 'score'
      ? { section: 'scores' }
      : { section: 'episodes', share: measure }

const groupOf = (measure: Measure) =>
  measure.startsWith('skill:') ? 'skills' : measure === 'score' ? 'score' : 'episodes'

/** A table of small lines: a row for each figure, a column for each program (or team, or the reader). */
export function Multiples({
  rows,
  columns,
  time,
  compares,
}: {
  rows: Row[]
  columns: Column[]
  time: Time
  compares: boolean
}) {
  const t = useAnalytics()
  const labels = useLabels()
  return (
    <Table.ScrollContainer minWidth={240 + columns.length * 300}>
      <Table fz="sm" verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('figure')}</Table.Th>
            {columns.map((column) => (
              <Table.Th key={column.program + column.id}>{column.name}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ measure, cells }, at) => {
            const group = groupOf(measure)
            const begins = at === 0 || groupOf(rows[at - 1]?.measure ?? 'score') !== group
            return (
              <Fragment key={measure}>
                {begins && (
                  <Table.Tr>
                    <Table.Th colSpan={columns.length + 1} scope="colgroup" c="dimmed" fw={600} pt="md">
                      {t(`group.${group}`)}
                    </Table.Th>
                  </Table.Tr>
                )}
                <Table.Tr>
                  <Table.Th scope="row" fw={500} maw={240}>
                    <Anchor
                      size="sm"
                      renderRoot={(props) => (
                        <Link
                          {...props}
                          to="/analytics"
                          search={(before: Record<string, unknown>) => ({ ...before, ...placeOf(measure) }) as never}
                        />
                      )}
                    >
                      {labels.brief(measure)}
                    </Anchor>
                  </Table.Th>
                  {cells.map((cell) => (
                    <Table.Td key={cell.column.program + cell.column.id}>
                      <Multiple measure={measure} cell={cell} time={time} compares={compares} />
                    </Table.Td>
                  ))}
                </Table.Tr>
              </Fragment>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

function Multiple({
  measure,
  cell: { column, now, before, times },
  time,
  compares,
}: {
  measure: Measure
  cell: Cell
  time: Time
  compares: boolean
}) {
  const t = useAnalytics()
  const labels = useLabels()
  const scale = measure === 'score' ? 100 : 1
  if (!now)
    return (
      <Text size="sm" c="dimmed">
        {t('why.nothing')}
      </Text>
    )
  const course = times
    .filter(({ value }) => value !== null)
    .map((row) => `${labels.short(time, row)} ${labels.value(measure, row.value)}`)
    .join(t('and'))
  return (
    <Group gap="md" wrap="nowrap">
      {times.length > 1 && (
        <Spark spots={times} scale={scale} words={`${labels.measure(measure)}, ${column.name}: ${course}`} />
      )}
      <Box>
        <IntervalBar value={now.value} interval={now.interval} why={labels.why(now.why)} scale={scale} width={90} />
        <Text size="xs" c="dimmed">
          <ListLink query={now.conversations} size="xs" underline="always">
            {t('conversations', { count: now.n })}
          </ListLink>
          {compares && ` · ${t(SHORT[verdict(now, before)])}`}
          {compares && before && ` (${labels.value(measure, before.value)})`}
        </Text>
      </Box>
    </Group>
  )
}
