import { Table } from '@mantine/core'
import { ListLink } from '~/ui/ListLink'
import { count, points } from '~/words/say'
import type { Corrected } from './teamScore'
import { useTeamScoreWords } from './teamScoreWords'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

/** The same as the chart, in numbers, with what was left out. */
export function TeamScoreTable({
  rows,
  caption,
  need,
  signed,
}: {
  rows: Corrected[]
  caption: string
  need: (row: Corrected) => string
  signed: (value: number | null | undefined) => string
}) {
  const t = useTeamScoreWords()
  const shared = useAnalytics()
  const labels = useLabels()
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table fz="sm" captionSide="top">
        <Table.Caption ta="start">{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{shared('by.team')}</Table.Th>
            <Table.Th>{t('machine')}</Table.Th>
            <Table.Th>{t('correction')}</Table.Th>
            <Table.Th>{t('corrected')}</Table.Th>
            <Table.Th>{shared('interval')}</Table.Th>
            <Table.Th>n</Table.Th>
            <Table.Th>{t('reviews')}</Table.Th>
            <Table.Th>{t('otherForm')}</Table.Th>
            <Table.Th>{t('needed')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.team ?? ''}>
              <Table.Th scope="row" fw={500}>
                {row.name}
              </Table.Th>
              <Table.Td>{points(row.machine)}</Table.Td>
              <Table.Td>{signed(row.correction)}</Table.Td>
              <Table.Td>{points(row.score)}</Table.Td>
              <Table.Td>
                {row.interval
                  ? shared('toBy', { low: points(row.interval[0]), high: points(row.interval[1]) })
                  : labels.why(row.why)}
              </Table.Td>
              <Table.Td>
                <ListLink query={row.conversations} size="sm" underline="always">
                  {shared('conversations', { count: row.n })}
                </ListLink>
              </Table.Td>
              <Table.Td>{count(row.reviews)}</Table.Td>
              <Table.Td>{count(row.other_form)}</Table.Td>
              <Table.Td>{need(row)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
