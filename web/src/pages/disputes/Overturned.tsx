import { Code, Group, Paper, SegmentedControl, Table, Text } from '@mantine/core'
import { api } from '~/api/client'
import { useLibrary } from '~/api/library'
import { useItemText } from '~/pages/reviews/forms'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { IntervalBar } from '~/ui/IntervalBar'
import { Loaded } from '~/ui/Loaded'
import { WideTable } from '~/ui/WideTable'
import { LIMIT, OverturnedFlag } from './OverturnedFlag'
import { useDisputeWords } from './words'

/** How often closed disputes were decided for the agent, by question or by detector; what is above a tenth says what to do. */
export function Overturned({ program }: { program: string | undefined }) {
  const t = useDisputeWords()
  const { search, change } = useAddress()
  const by = one(search.by) === 'detector' ? 'detector' : 'item'
  const asked = api.useQuery('get', '/api/disputes/overturned', {
    params: { query: { by, ...(program && { program }) } },
  })
  const { behaviourName } = useLibrary()
  const textOf = useItemText(by === 'item')
  return (
    <Paper>
      <Group justify="space-between" mb="sm">
        <Text size="sm" c="dimmed" maw="72ch">
          {t('overturnedAbout')}
        </Text>
        <SegmentedControl
          size="xs"
          aria-label={t('by')}
          value={by}
          onChange={(value) => change({ by: value })}
          data={[
            { value: 'item', label: t('byItem') },
            { value: 'detector', label: t('byDetector') },
          ]}
        />
      </Group>
      <Loaded
        query={asked}
        isEmpty={(rows) => rows.length === 0}
        empty={<Empty title={t('overturnedEmpty')}>{t('overturnedEmptyAbout')}</Empty>}
      >
        {(rows) => (
          <WideTable minWidth={640} label={t('overturned')}>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t(by === 'item' ? 'byItem' : 'byDetector')}</Table.Th>
                <Table.Th>{t('rate')}</Table.Th>
                <Table.Th />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {[...rows]
                .sort((a, b) => b.n - a.n)
                .map((row) => (
                  <Table.Tr key={row.subject + row.cue}>
                    <Table.Td>
                      {by === 'item' ? textOf(row.subject) : behaviourName(row.subject)}
                      {row.cue && (
                        <div>
                          <Code>{row.cue}</Code>
                        </div>
                      )}
                    </Table.Td>
                    <Table.Td>
                      <IntervalBar value={row.rate} interval={row.interval} n={row.n} reference={LIMIT} />
                    </Table.Td>
                    <Table.Td>
                      <OverturnedFlag row={row} by={by} />
                    </Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </WideTable>
        )}
      </Loaded>
    </Paper>
  )
}
