import { Anchor, Box, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/api/session'
import { Chart } from '~/ui/Chart'
import { csv } from '~/ui/csv'
import { dotsHeight } from '~/ui/intervals'
import { useListPick } from '~/ui/ListLink'
import { useIntervals } from '~/ui/useIntervals'
import { count, points } from '~/words/say'
import { ChartHeading } from './ChartHeading'
import { fileName } from './charted'
import { TeamScoreTable } from './TeamScoreTable'
import { type Corrected, needOf } from './teamScore'
import { useTeamScoreWords } from './teamScoreWords'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

const signed = (value: number | null | undefined) => (value == null ? '–' : `${value > 0 ? '+' : ''}${points(value)}`)

/** A program: machine alone and corrected beside each other, what the correction rests on, and how many reviews are still needed. */
export function TeamScoreProgram({ name, rows }: { name: string; rows: Corrected[] }) {
  const t = useTeamScoreWords()
  const shared = useAnalytics()
  const labels = useLabels()
  const pick = useListPick()
  const { dots } = useIntervals()
  const draws = useMay('administrator', 'manager', 'lead', 'analyst')
  const need = (row: Corrected) => t(`need.${needOf(row)}`, { count: row.needed.reviews })
  const short = rows.some((row) => ['more', 'pilot'].includes(needOf(row)))
  return (
    <Chart
      height={dotsHeight(rows.length) + 24}
      option={dots({
        scale: 100,
        series: [
          {
            name: t('corrected'),
            figures: rows.map((row) => ({
              key: row.conversations ?? undefined,
              name: row.name,
              value: row.score,
              interval: row.interval,
              n: row.n,
              why: labels.why(row.why),
              more: [
                t('rests', { count: row.reviews }),
                t('correctionIs', { points: signed(row.correction) }),
                need(row),
              ],
            })),
          },
          {
            name: t('machine'),
            figures: rows.map((row) => ({ name: row.name, value: row.machine, n: null, why: '' })),
          },
        ],
      })}
      words={shared('alternative', {
        title: name,
        lines: rows
          .map((row) => `${row.name} ${points(row.score)} (${t('machine')} ${points(row.machine)})`)
          .join(shared('and')),
      })}
      file={fileName('team-score', name)}
      onPick={pick}
      csv={() =>
        csv(
          [
            shared('by.team'),
            `${t('machine')} ${shared('pointsUnit')}`,
            `${t('correction')} ${shared('pointsUnit')}`,
            `${t('corrected')} ${shared('pointsUnit')}`,
            `${shared('csvLow')} ${shared('pointsUnit')}`,
            `${shared('csvHigh')} ${shared('pointsUnit')}`,
            shared('csvWhy'),
            shared('csvN'),
            t('reviews'),
            t('needed'),
          ],
          rows.map((row) => [
            row.name,
            row.machine,
            row.correction,
            row.score,
            row.interval?.[0],
            row.interval?.[1],
            row.interval ? null : labels.why(row.why),
            row.n,
            row.reviews,
            need(row),
          ]),
        )
      }
      title={
        <Box>
          <ChartHeading>{name}</ChartHeading>
          {rows.map((row) => (
            <Text size="sm" key={row.team ?? ''}>
              <b>{`${row.name}: ${row.score == null ? points(row.machine) : points(row.score)}`}</b>
              {row.score == null && ` (${t('machine')})`}
              {' · '}
              {row.interval
                ? `${shared('interval')} ${shared('toBy', { low: points(row.interval[0]), high: points(row.interval[1]) })}`
                : labels.why(row.why)}
              {` · ${t('rests', { count: row.reviews })} · ${need(row)} · ${shared('conversations', { count: row.n })}`}
            </Text>
          ))}
          {draws && short && (
            <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/samples" />}>
              {t('sample')}
            </Anchor>
          )}
        </Box>
      }
      table={<TeamScoreTable rows={rows} caption={`${name} · ${count(rows.length)}`} need={need} signed={signed} />}
    />
  )
}
