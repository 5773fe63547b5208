import type { EChartsOption } from 'echarts'
import type { Of } from '~/api/client'
import { monday } from './period'

/** Contacts of one week or day by the highest level of the customer's hostility, of all teams together. */
export interface Load {
  /** First day: `2026-11-16`. */
  day: string
  contacts: number
  levels: readonly [number, number, number, number]
}

export const hostile = ({ levels }: Load) => levels[0] + levels[1] + levels[2] + levels[3]

/** Adds days up into weeks (or leaves them days), all teams together, every period between the first and the last asked for. */
export function loads(rows: readonly Of<'ExposureRow'>[], from: string, until: string, by: 'day' | 'week'): Load[] {
  const start = (day: string) => (by === 'week' ? monday(day) : day)
  const step = (by === 'week' ? 7 : 1) * 24 * 60 * 60 * 1000
  const sums = new Map<string, Load>()
  for (let at = Date.parse(`${start(from)}T00:00:00Z`); at <= Date.parse(`${until}T00:00:00Z`); at += step) {
    const day = new Date(at).toISOString().slice(0, 10)
    sums.set(day, { day, contacts: 0, levels: [0, 0, 0, 0] })
  }
  for (const row of rows) {
    const day = start(row.day)
    const { contacts, levels } = sums.get(day) ?? { contacts: 0, levels: [0, 0, 0, 0] as const }
    sums.set(day, {
      day,
      contacts: contacts + row.contacts,
      levels: [levels[0] + row.level_1, levels[1] + row.level_2, levels[2] + row.level_3, levels[3] + row.level_4],
    })
  }
  return [...sums.values()].sort((a, b) => a.day.localeCompare(b.day))
}

const LOOKS = [0.3, 0.5, 0.75, 1]

/** Bars of the contacts with hostile words, a darker part for each higher level. */
export function loadChart(all: readonly Load[], labels: readonly string[], levels: readonly string[]): EChartsOption {
  const most = Math.max(4, ...all.map(hostile))
  return {
    aria: { enabled: false },
    tooltip: { trigger: 'axis', confine: true },
    legend: { bottom: 0, textStyle: { color: 'var(--mantine-color-text)' } },
    grid: { left: 8, right: 16, top: 16, bottom: 36, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: {
      type: 'category',
      data: [...labels],
      axisLabel: { color: 'var(--mantine-color-dimmed)', hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      max: most,
      minInterval: 1,
      axisLabel: { color: 'var(--mantine-color-dimmed)' },
      splitLine: { lineStyle: { color: 'var(--mantine-color-default-border)' } },
    },
    series: LOOKS.map((opacity, index) => ({
      type: 'bar' as const,
      stack: 'all',
      name: levels[index] ?? '',
      barMaxWidth: 32,
      itemStyle: { color: 'var(--against)', opacity },
      data: all.map((one) => one.levels[index] ?? 0),
    })),
  }
}
