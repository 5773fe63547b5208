import { Anchor, Button, Center, Group, Table, Text } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { csv, saveText } from '~/ui/csv'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import { PolarityIcon } from '~/ui/polarity'
import { words } from '~/words/i18n'
import { count } from '~/words/say'
import type { BehaviourRow } from './behaviours'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

const useWords = words(
  'analyticsBehavioursTable',
  {
    caption_one: '{{count}} row, of the whole period',
    caption_other: '{{count}} rows, of the whole period',
    rest_one: 'Show {{count}} more',
    rest_other: 'Show {{count}} more',
    behaviour: 'Behaviour',
    done: 'Done when called for',
    missed: 'Missed',
    positive: 'Found for',
    negative: 'Found against',
    neutral: 'Found, neither',
    hints: 'Hints',
    called: 'Called for',
    taken: 'Done',
  },
  {
    caption_other: '共 {{count}} 行，按整个时段合计',
    rest_other: '再显示 {{count}} 行',
    behaviour: '行为',
    done: '该做时做到的比例',
    missed: '错过',
    positive: '有利',
    negative: '不利',
    neutral: '中性',
    hints: '提示',
    called: '该做',
    taken: '做到',
  },
)

// What is looked for stands in the first lines, or is found by name.
const PAGE = 25
const COLUMNS = ['positive', 'negative', 'neutral'] as const
const percents = (rate: number | null | undefined) => (rate == null ? null : Math.round(rate * 10_000) / 100)

/** Each behaviour with its rate where it was called for, what was missed, what was found, and hints apart; numbers lead to conversations. */
export function BehavioursTable({ rows, nameOf }: { rows: BehaviourRow[]; nameOf: (row: BehaviourRow) => string }) {
  const t = useWords()
  const shared = useAnalytics()
  const labels = useLabels()
  const [most, setMost] = useState(PAGE)
  const several = new Set(rows.map((row) => nameOf(row))).size > 1
  const save = () =>
    saveText(
      'behaviours.csv',
      csv(
        [
          shared('by.program'),
          t('behaviour'),
          'id',
          t('called'),
          t('taken'),
          t('missed'),
          `${t('done')} ${shared('percentUnit')}`,
          `${shared('csvLow')} ${shared('percentUnit')}`,
          `${shared('csvHigh')} ${shared('percentUnit')}`,
          shared('csvWhy'),
          shared('csvN'),
          ...COLUMNS.map((one) => t(one)),
          t('hints'),
        ],
        rows.map((row) => [
          nameOf(row),
          labels.behaviour(row.behaviour),
          row.behaviour,
          row.called.opportunities,
          row.called.taken,
          row.called.missed.count,
          percents(row.called.rate),
          percents(row.called.interval?.[0]),
          percents(row.called.interval?.[1]),
          row.called.interval ? null : labels.why(row.called.why),
          row.called.n,
          ...COLUMNS.map((one) => row.found[one].count),
          row.hints,
        ]),
      ),
    )
  return (
    <>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('caption', { count: rows.length })}
        </Text>
        <Button size="compact-xs" variant="default" leftSection={<IconDownload size={14} aria-hidden />} onClick={save}>
          CSV
        </Button>
      </Group>
      <Table.ScrollContainer minWidth={760}>
        <Table fz="sm" verticalSpacing={6}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('behaviour')}</Table.Th>
              {several && <Table.Th>{shared('by.program')}</Table.Th>}
              <Table.Th>{t('done')}</Table.Th>
              <Table.Th>
                <Group gap={4} wrap="nowrap">
                  <PolarityIcon polarity="missed" />
                  {t('missed')}
                </Group>
              </Table.Th>
              {COLUMNS.map((one) => (
                <Table.Th key={one}>
                  <Group gap={4} wrap="nowrap">
                    <PolarityIcon polarity={one === 'positive' ? 'for' : one === 'negative' ? 'against' : 'neutral'} />
                    {t(one)}
                  </Group>
                </Table.Th>
              ))}
              <Table.Th>{t('hints')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.slice(0, most).map((row) => (
              <Table.Tr key={`${row.program} ${row.id} ${row.behaviour}`}>
                <Table.Th scope="row" fw={500}>
                  <Anchor
                    size="sm"
                    renderRoot={(props) => (
                      <Link
                        {...props}
                        to="/analytics"
                        search={(before: Record<string, unknown>) => ({ ...before, behaviour: row.behaviour }) as never}
                      />
                    )}
                  >
                    {labels.behaviour(row.behaviour)}
                  </Anchor>
                </Table.Th>
                {several && <Table.Td>{nameOf(row)}</Table.Td>}
                <Table.Td>
                  {row.called.opportunities > 0 ? (
                    <Group gap={6} wrap="nowrap">
                      <IntervalBar
                        value={row.called.rate}
                        interval={row.called.interval}
                        n={row.called.n}
                        why={labels.why(row.called.why)}
                        width={90}
                      />
                      <ListLink query={row.called.conversations} size="xs">
                        {`${count(row.called.taken)} / ${count(row.called.opportunities)}`}
                      </ListLink>
                    </Group>
                  ) : (
                    <Text size="sm" c="dimmed">
                      –
                    </Text>
                  )}
                </Table.Td>
                <Table.Td>
                  {row.called.opportunities > 0 && (
                    <ListLink query={row.called.missed.conversations} size="sm">
                      {count(row.called.missed.count)}
                    </ListLink>
                  )}
                </Table.Td>
                {COLUMNS.map((one) => (
                  <Table.Td key={one}>
                    {row.found[one].count > 0 && (
                      <ListLink query={row.found[one].conversations} size="sm">
                        {count(row.found[one].count)}
                      </ListLink>
                    )}
                  </Table.Td>
                ))}
                <Table.Td c="dimmed">{row.hints > 0 ? count(row.hints) : ''}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {rows.length > most && (
        <Center mt="sm">
          <Button variant="default" size="xs" onClick={() => setMost(most + 4 * PAGE)}>
            {t('rest', { count: rows.length - most })}
          </Button>
        </Center>
      )}
    </>
  )
}
