import { Box, Text } from '@mantine/core'
import { Chart } from '~/ui/Chart'
import { csv } from '~/ui/csv'
import { RowTable } from '~/ui/RowTable'
import { words } from '~/words/i18n'
import { count, percent } from '~/words/say'
import type { Time } from './asked'
import { ChartHeading } from './ChartHeading'
import { fileName } from './charted'
import { hostile, LEVELS, type Load, total } from './exposure'
import { useLevels } from './levels'
import { type Part, parted } from './parts'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

const useWords = words(
  'analyticsExposureChart',
  {
    says_one: '{{hostile}} of {{contacts}} contacts on {{count}} day shown were hostile',
    says_other: '{{hostile}} of {{contacts}} contacts on {{count}} days shown were hostile',
    worst: '{{count}} of level 3 or 4',
    contacts: 'Contacts',
    days: 'Days shown',
    counts: 'Counts of contacts; days that are left out are not in them.',
  },
  {
    says_other: '显示的 {{count}} 天里，{{contacts}} 通会话中有 {{hostile}} 通带有敌意',
    worst: '其中 3 级或 4 级 {{count}} 通',
    contacts: '会话数',
    days: '显示的天数',
    counts: '数字为会话数；未显示的日子不计入。',
  },
)

// One hue that deepens: levels are steps of one thing.
const DEPTHS: Omit<Part, 'name'>[] = [
  { id: 'level_1', color: 'var(--against)', pattern: 'empty' },
  { id: 'level_2', color: 'var(--against)', pattern: 'dots' },
  { id: 'level_3', color: 'var(--against)', pattern: 'stripes' },
  { id: 'level_4', color: 'var(--against)' },
]

/** Contacts by the highest level of hostility in each: bars over time, in totals of a group. */
export function ExposureChart({
  name,
  by,
  loads,
  most,
}: {
  name: string
  by: Time
  loads: Load[]
  /** The most in any stretch of any group: all charts share one scale. */
  most: number
}) {
  const t = useWords()
  const shared = useAnalytics()
  const labels = useLabels()
  const level = useLevels()
  const parts = DEPTHS.map((depth) => ({ ...depth, name: level(depth.id as (typeof LEVELS)[number]) }))
  const all = total(loads)
  const named = (load: Load) => labels.name(by, { id: load.id, name: load.id })
  return (
    <Chart
      height={230}
      option={parted({
        parts,
        share: false,
        upright: true,
        most: Math.max(most, 1),
        say: { share: percent, count },
        rows: loads.map((load) => ({
          name: named(load),
          short: labels.short(by, { id: load.id, name: load.id }),
          counts: Object.fromEntries(LEVELS.map((one) => [one, load[one]])),
        })),
      })}
      words={shared('alternative', {
        title: name,
        lines: loads
          .slice(0, 40)
          .map((load) => `${named(load)} ${hostile(load)}`)
          .join(shared('and')),
      })}
      file={fileName('hostility', by, name)}
      csv={() =>
        csv(
          [shared(`by.${by}`), t('days'), t('contacts'), ...parts.map((part) => part.name)],
          loads.map((load) => [named(load), load.days, load.contacts, ...LEVELS.map((one) => load[one])]),
        )
      }
      title={
        <Box>
          <ChartHeading>{name}</ChartHeading>
          <Text size="sm">
            {t('says', { hostile: count(hostile(all)), contacts: count(all.contacts), count: all.days })}
            {all.level_3 + all.level_4 > 0 && ` · ${t('worst', { count: all.level_3 + all.level_4 })}`}
          </Text>
        </Box>
      }
      table={
        <RowTable
          minWidth={520}
          caption={`${name}. ${t('counts')}`}
          heads={[shared(`by.${by}`), t('days'), t('contacts'), ...parts.map((part) => part.name)]}
          rows={loads.map((load) => ({
            key: load.id,
            name: named(load),
            cells: [
              count(load.days),
              ...[load.contacts, ...LEVELS.map((one) => load[one])].map((n) => (load.days > 0 ? count(n) : '–')),
            ],
          }))}
        />
      }
    />
  )
}
