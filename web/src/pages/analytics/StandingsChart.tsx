import type { Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Chart } from '~/ui/Chart'
import { csv } from '~/ui/csv'
import { ListLink, useListPick } from '~/ui/ListLink'
import { RowTable } from '~/ui/RowTable'
import { useCommon } from '~/words/common'
import { count, percent } from '~/words/say'
import { type By, isTime } from './asked'
import { ChartHeading } from './ChartHeading'
import { fileName } from './charted'
import { type Part, parted } from './parts'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

type Row = Of<'Figures_ScoreRow'>['rows'][number]
const STANDINGS = ['pass', 'below', 'fail_proposed', 'insufficient_evidence'] as const

/** Pass, below the mark, fail proposed, insufficient evidence: parts of what was evaluated. */
export function StandingsChart({ by, rows, heading }: { by: By; rows: Row[]; heading?: string }) {
  const t = useAnalytics()
  const common = useCommon()
  const labels = useLabels()
  const program = useProgramName()
  const pick = useListPick()
  const looks: Omit<Part, 'name'>[] = [
    { id: 'pass', color: 'var(--for)' },
    { id: 'below', color: 'var(--missed)', pattern: 'stripes' },
    { id: 'fail_proposed', color: 'var(--against)', pattern: 'dots' },
    { id: 'insufficient_evidence', color: 'var(--quiet)', pattern: 'empty' },
  ]
  const parts = looks.map((look) => ({ ...look, name: common(`standing.${look.id as (typeof STANDINGS)[number]}`) }))
  // The link of a row lists those with a score: in its place, those that stand so.
  const listed = ({ conversations }: Row, standing: string) =>
    conversations?.replace('scored=true', `standing=${standing}`)
  const upright = isTime(by)
  const title = t('standingsOf', { of: heading ?? '' })
  return (
    <Chart
      height={upright ? 280 : rows.length * 34 + 100}
      option={parted({
        parts,
        share: true,
        upright,
        say: { share: percent, count },
        rows: rows.map((row) => ({
          name: labels.name(by, row),
          short: labels.short(by, row),
          counts: Object.fromEntries(STANDINGS.map((one) => [one, row.standings[one].n])),
          keys: Object.fromEntries(
            STANDINGS.map((one) => [one, row.standings[one].n > 0 ? listed(row, one) : undefined]),
          ),
        })),
      })}
      words={t('alternative', {
        title,
        lines: rows
          .slice(0, 40)
          .map((row) => `${labels.name(by, row)} ${percent(row.standings.pass.share)}`)
          .join(t('and')),
      })}
      file={fileName('standings', by, heading)}
      onPick={pick}
      title={<ChartHeading>{heading}</ChartHeading>}
      csv={() =>
        csv(
          [
            t('by.program'),
            t(`by.${by}`),
            t('evaluated'),
            ...parts.flatMap(({ name }) => [name, `${name} ${t('percentUnit')}`]),
          ],
          rows.map((row) => [
            program(row.program),
            labels.name(by, row),
            row.standings.n,
            ...STANDINGS.flatMap((one) => {
              const { n, share } = row.standings[one]
              return [n, share == null ? null : Math.round(share * 10_000) / 100]
            }),
          ]),
        )
      }
      table={
        <RowTable
          minWidth={480}
          caption={title}
          heads={[t(`by.${by}`), ...parts.map(({ name }) => name), t('evaluated')]}
          rows={rows.map((row) => ({
            key: row.program + row.id,
            name: labels.name(by, row),
            cells: [
              ...STANDINGS.map((one) => (
                <ListLink key={one} query={row.standings[one].n > 0 ? listed(row, one) : undefined} size="sm">
                  {`${count(row.standings[one].n)} (${percent(row.standings[one].share)})`}
                </ListLink>
              )),
              t('conversations', { count: row.standings.n }),
            ],
          }))}
        />
      }
    />
  )
}
