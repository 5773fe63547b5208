import { Box, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { Chart } from '~/ui/Chart'
import { csv } from '~/ui/csv'
import { dotsHeight } from '~/ui/intervals'
import { RowTable } from '~/ui/RowTable'
import { useIntervals } from '~/ui/useIntervals'
import { words } from '~/words/i18n'
import { count, percent } from '~/words/say'
import { verdict } from './compare'
import { SENTENCE, SHORT } from './short'
import { useAnalytics } from './words'

type Row = Of<'FirstContactOut'>

const useWords = words(
  'analyticsFirstContactChart',
  {
    rate: 'First-contact resolution',
    settled: 'Settled by the first contact',
    cases: 'Cases',
    planned: 'Left out: another contact was agreed on',
    young: 'Left out: too young to tell',
    days: 'Days without another contact',
    says: '{{name}}: {{rate}} of {{n}} cases were settled by their first contact, with no other within {{days}} days',
    ofCases: '{{settled}} of {{n}} cases',
  },
  {
    rate: '一次解决率',
    settled: '首次联系即解决',
    cases: '案件',
    planned: '不计入：已约定再联系',
    young: '不计入：时间太短',
    days: '无再次联系的天数',
    says: '{{name}}：{{n}} 个案件中，{{rate}} 在首次联系后 {{days}} 天内没有再联系',
    ofCases: '{{n}} 个案件中 {{settled}} 个',
  },
)

/** A dot and its interval for each program, the sentences beside it, and all counts in the table. */
export function FirstContactChart({ rows, before }: { rows: (Row & { name: string })[]; before?: Row[] }) {
  const t = useWords()
  const shared = useAnalytics()
  const { dots } = useIntervals()
  const of = (some: Row[] | undefined, id: string) => some?.find(({ program }) => program === id)
  const figure = (name: string, row: Row | undefined) => ({
    name,
    value: row?.rate,
    interval: row?.interval,
    n: row?.n,
    more: row ? [t('ofCases', { settled: count(row.settled), n: count(row.n) })] : [],
  })
  const range = (row: Row | undefined) =>
    row?.interval ? shared('toBy', { low: percent(row.interval[0]), high: percent(row.interval[1]) }) : '–'
  const change = (row: Row) =>
    verdict({ ...row, value: row.rate }, { ...of(before, row.program), value: of(before, row.program)?.rate })
  const percents = (rate: number | null | undefined) => (rate == null ? null : Math.round(rate * 10_000) / 100)
  return (
    <Chart
      height={dotsHeight(rows.length) + (before ? 16 : 0)}
      option={dots({
        scale: 1,
        series: [
          { name: t('rate'), figures: rows.map((row) => figure(row.name, row)) },
          ...(before
            ? [{ name: shared('before'), figures: rows.map((row) => figure(row.name, of(before, row.program))) }]
            : []),
        ],
      })}
      words={shared('alternative', {
        title: t('rate'),
        lines: rows.map((row) => `${row.name} ${percent(row.rate)}`).join(shared('and')),
      })}
      file="first-contact-resolution"
      title={
        <Box>
          {rows.map((row) => (
            <Text size="sm" key={row.program}>
              {t('says', { name: row.name, rate: percent(row.rate), n: count(row.n), days: row.days })}
              {` · ${shared('interval')} ${range(row)}`}
              {before &&
                ` · ${shared(SENTENCE[change(row)], { before: `${percent(of(before, row.program)?.rate)}, ${range(of(before, row.program))}` })}`}
            </Text>
          ))}
        </Box>
      }
      csv={() =>
        csv(
          [
            shared('by.program'),
            `${t('rate')} ${shared('percentUnit')}`,
            `${shared('csvLow')} ${shared('percentUnit')}`,
            `${shared('csvHigh')} ${shared('percentUnit')}`,
            t('settled'),
            t('cases'),
            t('planned'),
            t('young'),
            t('days'),
          ],
          rows.map((row) => [
            row.name,
            percents(row.rate),
            percents(row.interval?.[0]),
            percents(row.interval?.[1]),
            row.settled,
            row.n,
            row.planned,
            row.young,
            row.days,
          ]),
        )
      }
      table={
        <RowTable
          minWidth={480}
          caption={t('rate')}
          heads={[
            shared('by.program'),
            t('rate'),
            shared('interval'),
            t('settled'),
            t('cases'),
            t('planned'),
            t('young'),
            ...(before ? [shared('before'), shared('change')] : []),
          ]}
          rows={rows.map((row) => ({
            key: row.program,
            name: row.name,
            cells: [
              percent(row.rate),
              range(row),
              count(row.settled),
              count(row.n),
              count(row.planned),
              count(row.young),
              ...(before
                ? [
                    `${percent(of(before, row.program)?.rate)} (${range(of(before, row.program))})`,
                    shared(SHORT[change(row)]),
                  ]
                : []),
            ],
          }))}
        />
      }
    />
  )
}
