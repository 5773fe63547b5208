import { Table } from '@mantine/core'
import { useMemo } from 'react'
import { useMay } from '~/api/session'
import { Chart } from '~/ui/Chart'
import { IntervalBar } from '~/ui/IntervalBar'
import type { Figured, Scale } from '~/ui/intervals'
import { ListLink, useListPick } from '~/ui/ListLink'
import { useIntervals } from '~/ui/useIntervals'
import { useLanguage, words } from '~/words/i18n'

const useWords = words(
  'overview.trend',
  {
    week: 'Week',
    value: 'Figure, interval at 95 %, n',
    list: 'Conversations',
    see: 'See them',
    none: 'nothing came in',
    few: 'nothing, or fewer than five conversations',
    words: '{{name}}, by week. {{weeks}}',
  },
  {
    week: '周',
    value: '数值、95% 区间、n',
    list: '会话',
    see: '查看',
    none: '没有会话',
    few: '没有会话或不足五通',
    words: '{{name}}，按周。{{weeks}}',
  },
)

/** A figure by week: a line with its interval as a band, and the same as a table; a click leads to the conversations of the week. */
export function WeeklyChart({
  name,
  figures,
  scale,
  file,
  reference,
}: {
  name: string
  figures: Figured[]
  scale: Scale
  file: string
  reference?: { value: number; name: string } | null
}) {
  const t = useWords()
  const language = useLanguage()
  const pick = useListPick()
  const client = useMay('client')
  const { timeSeries, wordsOf } = useIntervals()
  const say = wordsOf(scale)
  const key = JSON.stringify([figures, name, reference, language])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same figures are the same picture
  const option = useMemo(() => timeSeries({ series: [{ name, figures }], scale, reference }), [key])
  const spoken = figures
    .filter(({ value }) => value != null)
    .map((one) => `${one.name}: ${say.value(one.value ?? 0)}`)
    .join('; ')
  return (
    <Chart
      option={option}
      words={t('words', { name, weeks: spoken })}
      height={260}
      file={file}
      onPick={pick}
      table={
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('week')}</Table.Th>
              <Table.Th scope="col">{t('value')}</Table.Th>
              <Table.Th scope="col">{t('list')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {figures.map((one) => (
              <Table.Tr key={one.name}>
                <Table.Th scope="row" fw={500}>
                  {one.name}
                </Table.Th>
                <Table.Td>
                  {one.value == null ? (
                    (one.why ?? t(client ? 'few' : 'none'))
                  ) : (
                    <IntervalBar value={one.value} interval={one.interval} n={one.n ?? 0} scale={scale} why={one.why} />
                  )}
                </Table.Td>
                <Table.Td>{one.key && <ListLink query={one.key}>{t('see')}</ListLink>}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      }
    />
  )
}
