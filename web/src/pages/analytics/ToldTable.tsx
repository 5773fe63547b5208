import { Table, Text, Tooltip } from '@mantine/core'
import { ListLink } from '~/ui/ListLink'
import type { Rows } from './asked'
import { same, verdict } from './compare'
import { SHORT } from './short'
import type { Measures, Told } from './told'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

/** The figures of a chart as a table: value, interval or why there is none, of how many, and the way to the conversations. */
export function ToldTable({
  measure,
  by,
  rows,
  before,
  caption,
}: {
  measure: Measures
  by: Rows
  rows: Told[]
  /** The same rows of the period before, where they are compared. */
  before?: Told[]
  caption: string
}) {
  const t = useAnalytics()
  const labels = useLabels()
  const drawn = rows.some(({ shrunk }) => shrunk)
  const placed = rows.some(({ place }) => place)
  const counted = rows.some(({ of }) => of !== undefined)
  const say = (value: number | null | undefined) => labels.value(measure, value)
  const between = (interval: readonly number[] | null | undefined) =>
    interval ? t('toBy', { low: say(interval[0]), high: say(interval[1]) }) : null
  return (
    <Table.ScrollContainer minWidth={480}>
      <Table captionSide="top" fz="sm">
        <Table.Caption ta="start">{caption}</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`by.${by}`)}</Table.Th>
            <Table.Th>{t(measure === 'score' ? 'score' : 'rate')}</Table.Th>
            <Table.Th>{t('interval')}</Table.Th>
            {counted && <Table.Th>{t('ofHow')}</Table.Th>}
            <Table.Th>n</Table.Th>
            {drawn && (
              <Table.Th>
                <Tooltip label={t('shrunkAbout')}>
                  <Text span inherit td="underline dotted" tabIndex={0}>
                    {t('shrunk')}
                  </Text>
                </Tooltip>
              </Table.Th>
            )}
            {placed && <Table.Th>{t('place')}</Table.Th>}
            {before && <Table.Th>{t('before')}</Table.Th>}
            {before && <Table.Th>{t('change')}</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const earlier = same(before, row)
            return (
              <Table.Tr key={row.program + row.id}>
                <Table.Th scope="row" fw={500}>
                  {labels.name(by, row)}
                </Table.Th>
                <Table.Td>{say(row.value)}</Table.Td>
                <Table.Td>{between(row.interval) ?? labels.why(row.why)}</Table.Td>
                {counted && <Table.Td>{labels.taken(measure, row)}</Table.Td>}
                <Table.Td>
                  <ListLink query={row.conversations} size="sm" underline="always">
                    {t('conversations', { count: row.n })}
                  </ListLink>
                </Table.Td>
                {drawn && (
                  <Table.Td>
                    {row.shrunk ? `${say(row.shrunk.rate)} (${between(row.shrunk.interval) ?? ''})` : '–'}
                  </Table.Td>
                )}
                {placed && (
                  <Table.Td>{row.place ? t(`place.${row.place as 'above' | 'within' | 'below'}`) : '–'}</Table.Td>
                )}
                {before && (
                  <Table.Td>
                    {say(earlier?.value)} {earlier?.interval && `(${between(earlier.interval)})`}
                  </Table.Td>
                )}
                {before && <Table.Td>{t(SHORT[verdict(row, earlier)])}</Table.Td>}
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
