import { Chart } from '~/ui/Chart'
import { csv } from '~/ui/csv'
import { ListLink, useListPick } from '~/ui/ListLink'
import { fillPeriods } from '~/ui/periods'
import { RowTable } from '~/ui/RowTable'
import { words } from '~/words/i18n'
import { count, percent } from '~/words/say'
import { type By, isTime } from './asked'
import type { BehaviourRow } from './behaviours'
import { ChartHeading } from './ChartHeading'
import { fileName } from './charted'
import { type Part, parted } from './parts'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

const useWords = words(
  'analyticsFoundChart',
  { positive: 'For', negative: 'Against', neutral: 'Neither', hints: 'Hints', title: 'Findings, {{name}}' },
  { positive: '有利', negative: '不利', neutral: '中性', hints: '提示', title: '{{name}}：找到的次数' },
)

const SIGNS = ['positive', 'negative', 'neutral'] as const
const LOOKS: Omit<Part, 'name'>[] = [
  { id: 'positive', color: 'var(--for)' },
  { id: 'negative', color: 'var(--against)', pattern: 'stripes' },
  { id: 'neutral', color: 'var(--neutral)', pattern: 'dots' },
]

/** Bars of findings; hints stand in the table alone. */
export function FoundChart({
  by,
  rows,
  all,
  heading,
  behaviour,
}: {
  by: By
  rows: BehaviourRow[]
  all: BehaviourRow[]
  heading?: string
  behaviour: string
}) {
  const t = useWords()
  const shared = useAnalytics()
  const labels = useLabels()
  const pick = useListPick()
  const known = new Map(rows.map((row) => [row.id, row]))
  const places = isTime(by)
    ? fillPeriods(all.map(({ id }) => id)).map((id) => ({ id, name: id }))
    : rows.map(({ id, name }) => ({ id, name }))
  // What was never found needs no place in the legend.
  const parts = LOOKS.filter(({ id }) => all.some((row) => row.found[id as 'positive'].count > 0)).map((look) => ({
    ...look,
    name: t(look.id as 'positive'),
  }))
  const title = t('title', { name: [labels.behaviour(behaviour), heading].filter(Boolean).join(' · ') })
  return (
    <Chart
      height={isTime(by) ? 220 : rows.length * 34 + 90}
      option={parted({
        parts,
        share: false,
        most: Math.max(1, ...all.map((row) => SIGNS.reduce((sum, sign) => sum + row.found[sign].count, 0))),
        upright: isTime(by),
        say: { share: percent, count },
        rows: places.map((place) => {
          const row = known.get(place.id)
          return {
            name: labels.name(by, place),
            short: labels.short(by, place),
            counts: Object.fromEntries(SIGNS.map((sign) => [sign, row?.found[sign].count ?? 0])),
            keys: Object.fromEntries(SIGNS.map((sign) => [sign, row?.found[sign].conversations ?? undefined])),
          }
        }),
      })}
      words={shared('alternative', {
        title,
        lines: rows
          .slice(0, 40)
          .map((row) => `${labels.name(by, row)} ${SIGNS.map((sign) => row.found[sign].count).join('/')}`)
          .join(shared('and')),
      })}
      file={fileName('found', behaviour, by, heading)}
      onPick={pick}
      title={<ChartHeading>{heading}</ChartHeading>}
      csv={() =>
        csv(
          [shared(`by.${by}`), ...SIGNS.map((sign) => t(sign)), t('hints')],
          rows.map((row) => [labels.name(by, row), ...SIGNS.map((sign) => row.found[sign].count), row.hints]),
        )
      }
      table={
        <RowTable
          caption={title}
          heads={[shared(`by.${by}`), ...SIGNS.map((sign) => t(sign)), t('hints')]}
          rows={rows.map((row) => ({
            key: row.program + row.id,
            name: labels.name(by, row),
            cells: [
              ...SIGNS.map((sign) => (
                <ListLink key={sign} query={row.found[sign].conversations} size="sm">
                  {count(row.found[sign].count)}
                </ListLink>
              )),
              count(row.hints),
            ],
          }))}
        />
      }
    />
  )
}
