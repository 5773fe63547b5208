import type { EChartsOption } from 'echarts'

/** A part that rows are made of, with its colour and what it is called. */
export interface Part {
  id: string
  name: string
  color: string
  /** A pattern goes with the colour, because colour alone says nothing to many. */
  pattern?: 'stripes' | 'dots' | 'empty'
}

/** What one row is made of: counts by part. */
export interface Whole {
  name: string
  short: string
  counts: Record<string, number>
  /** Where a click on a part leads, if anywhere. */
  keys?: Record<string, string | undefined>
}

const DECALS = {
  stripes: { symbol: 'rect', dashArrayX: [1, 0], dashArrayY: [3, 5], rotation: -Math.PI / 4, color: 'var(--surface)' },
  dots: {
    symbol: 'circle',
    symbolSize: 0.7,
    dashArrayX: [
      [8, 8],
      [0, 8, 8, 0],
    ],
    dashArrayY: [6, 0],
    color: 'var(--surface)',
  },
  empty: undefined,
} as const

/** All counts of a row together. */
export const sum = ({ counts }: Whole): number => Object.values(counts).reduce((all, one) => all + one, 0)

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/**
 * Rows as bars that are made of parts: shares of the whole (0–1) or counts. Parts have colours of meaning, patterns beside them, and
 * their names in the legend; what points at a bar tells counts and shares.
 */
export function parted({
  parts,
  rows,
  share,
  upright,
  say,
  most,
}: {
  parts: Part[]
  rows: Whole[]
  /** Shares of each row, else counts. */
  share: boolean
  /** Time runs from left to right. */
  upright: boolean
  say: { share: (share: number) => string; count: (count: number) => string }
  /** The end of the scale of counts, where several charts share one. */
  most?: number
}): EChartsOption {
  const label = { color: 'var(--mantine-color-dimmed)', fontSize: 12 }
  const line = { lineStyle: { color: 'var(--mantine-color-default-border)' } }
  const categories = {
    type: 'category' as const,
    data: rows.map(({ short }) => short),
    inverse: !upright,
    axisTick: { show: false },
    axisLine: line,
    axisLabel: {
      ...label,
      hideOverlap: upright,
      ...(upright ? {} : { interval: 0, width: 160, overflow: 'truncate' as const }),
    },
  }
  const values = {
    type: 'value' as const,
    min: 0,
    ...(share ? { max: 1, interval: 0.25 } : { minInterval: 1, ...(most ? { max: most } : {}) }),
    splitLine: line,
    axisLabel: { ...label, formatter: (value: number) => (share ? say.share(value) : String(value)) },
  }
  return {
    aria: { enabled: false },
    legend: {
      left: 0,
      top: 0,
      right: 40,
      textStyle: { color: 'var(--mantine-color-text)' },
      data: parts.map(({ name }) => name),
    },
    grid: {
      left: 8,
      right: 16,
      top: parts.length > 3 ? 52 : 36,
      bottom: 8,
      outerBoundsMode: 'same',
      outerBoundsContain: 'axisLabel',
    },
    xAxis: upright ? categories : values,
    yAxis: upright ? values : categories,
    tooltip: {
      trigger: 'axis',
      confine: true,
      axisPointer: { type: 'shadow' },
      backgroundColor: 'var(--surface)',
      borderColor: 'var(--mantine-color-default-border)',
      textStyle: { color: 'var(--mantine-color-text)', fontSize: 13 },
      formatter: (asked: unknown) => {
        const first = (Array.isArray(asked) ? asked[0] : asked) as { dataIndex?: number } | undefined
        const row = rows[first?.dataIndex ?? -1]
        if (!row) return ''
        const all = sum(row)
        const lines = parts.map(({ id, name }) => {
          const own = row.counts[id] ?? 0
          return `${name}: ${say.count(own)}${share && all > 0 ? ` (${say.share(own / all)})` : ''}`
        })
        return [`<b>${escaped(row.name)}</b>`, ...lines.map(escaped)].join('<br>')
      },
    },
    series: parts.map(({ id, name, color, pattern }) => ({
      type: 'bar' as const,
      stack: 'whole',
      name,
      barMaxWidth: 26,
      cursor: rows.some(({ keys }) => keys?.[id]) ? 'pointer' : 'default',
      itemStyle: {
        color: pattern === 'empty' ? 'transparent' : color,
        borderColor: pattern === 'empty' ? color : 'var(--surface)',
        borderWidth: 1,
        ...(pattern && DECALS[pattern] ? { decal: DECALS[pattern] } : {}),
      },
      data: rows.map((row) => {
        const all = sum(row)
        const own = row.counts[id] ?? 0
        const key = row.keys?.[id]
        // A bar of nothing would still draw its border.
        const value = own === 0 ? null : share ? own / all : own
        return { value, ...(key ? { key } : {}) }
      }),
    })),
  } as EChartsOption
}
