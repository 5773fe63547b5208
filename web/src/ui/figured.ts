/** A figure with where it may truly lie. Rates are 0–1, scores 0–100; without an interval `why` says why. */
export interface Figured {
  /** Comes back from `Chart`'s `onPick` when somebody clicks on it; without it a click does nothing. */
  key?: string
  /** Its full name: `Week of 2 Nov 2026`, `Maren Oxley`. */
  name: string
  /** What the axis says, where the full name is too long. */
  short?: string
  value: number | null | undefined
  interval?: readonly number[] | null
  n?: number | null
  why?: string | null
  /** More lines for who points at it, such as `13 of 32 opportunities`. */
  more?: string[]
}

/** Figures that belong together: one line of a time series, or one mark in every row of a dot plot. */
export interface Series {
  name: string
  figures: Figured[]
}

/** What builders cannot say by themselves; `useIntervals` fills it in the reader's language. */
export interface IntervalWords {
  value: (value: number) => string
  interval: (low: number, high: number) => string
  n: (n: number) => string
  nothing: string
  noInterval: string
}

/** The whole scale: 1 for rates, 100 for scores. */
export type Scale = 1 | 100

// One series in the colour of figures, a second quiet and dashed, a third in that of text: no rainbow, and no colour that means for or against.
const LOOKS = [
  { color: 'var(--neutral)', type: 'solid' as const, symbol: 'circle' },
  { color: 'var(--quiet)', type: 'dashed' as const, symbol: 'diamond' },
  { color: 'var(--mantine-color-text)', type: 'dotted' as const, symbol: 'rect' },
]
export const look = (index: number) => LOOKS[index % LOOKS.length] ?? LOOKS[0]

export const LINE = 'var(--mantine-color-default-border)'
export const QUIET = 'var(--mantine-color-dimmed)'

export const ends = (one: Figured | undefined): readonly [number, number] | null => {
  const [low, high] = [one?.interval?.[0], one?.interval?.[1]]
  return low == null || high == null ? null : [low, high]
}

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** What a figure says when somebody points at it: value, interval or why there is none, n. */
export function tell(one: Figured, words: IntervalWords): string[] {
  if (one.value == null) return [one.why ?? words.nothing]
  const between = ends(one)
  return [
    words.value(one.value),
    between ? words.interval(between[0], between[1]) : (one.why ?? words.noInterval),
    one.n == null ? '' : words.n(one.n),
    ...(one.more ?? []),
  ].filter(Boolean)
}

const box = (lines: { text: string; strong?: boolean }[]) =>
  lines.map(({ text, strong }) => `<div style="${strong ? 'font-weight:600' : ''}">${escaped(text)}</div>`).join('')

const indexOf = (asked: unknown): number => {
  const first: unknown = Array.isArray(asked) ? asked[0] : asked
  return typeof first === 'object' && first !== null && 'dataIndex' in first ? Number(first.dataIndex) : -1
}

export const tooltip = (series: Series[], words: IntervalWords, pointer: 'line' | 'shadow') => ({
  trigger: 'axis' as const,
  confine: true,
  backgroundColor: 'var(--surface)',
  borderColor: LINE,
  textStyle: { color: 'var(--mantine-color-text)', fontSize: 13 },
  extraCssText: 'max-width:320px;white-space:normal',
  axisPointer: {
    type: pointer,
    lineStyle: { color: 'var(--quiet)' },
    shadowStyle: { color: 'var(--quiet)', opacity: 0.08 },
  },
  formatter: (asked: unknown) => {
    const at = indexOf(asked)
    return box(
      series.flatMap(({ name, figures }, index) => {
        const one = figures[at]
        if (!one) return []
        const head = series.length > 1 && name ? `${one.name} · ${name}` : one.name
        return [
          { text: index === 0 || series.length > 1 ? head : '', strong: true },
          ...tell(one, words).map((text) => ({ text })),
        ]
      }),
    )
  },
})

export const axis = {
  axisLine: { lineStyle: { color: LINE } },
  axisTick: { show: false },
  axisLabel: { color: QUIET, fontSize: 12 },
}

export const scaleAxis = (scale: Scale, words: IntervalWords, steps: number) => ({
  ...axis,
  type: 'value' as const,
  min: 0,
  max: scale,
  interval: scale / steps,
  splitLine: { lineStyle: { color: LINE } },
  axisLabel: { ...axis.axisLabel, hideOverlap: true, formatter: (value: number) => words.value(value) },
})

interface Drawn {
  value: (dimension: number) => unknown
  coord: (place: number[]) => number[]
  visual: (what: 'color') => unknown
}

/** The translucent bar of an interval, the same as in `IntervalBar`; `across` where values run from left to right. */
export const bar = (across: boolean, shift: number) => (_: unknown, drawn: unknown) => {
  const { value, coord, visual } = drawn as Drawn
  const [at, low, high] = [Number(value(0)), Number(value(1)), Number(value(2))]
  const [from, to] = across ? [coord([low, at]), coord([high, at])] : [coord([at, high]), coord([at, low])]
  const [x, y, x2, y2] = [from[0] ?? 0, from[1] ?? 0, to[0] ?? 0, to[1] ?? 0]
  return {
    type: 'rect',
    silent: true,
    shape: across
      ? { x, y: y - 4 + shift, width: Math.max(x2 - x, 2), height: 8, r: 4 }
      : { x: x - 4, y, width: 8, height: Math.max(y2 - y, 2), r: 4 },
    style: { fill: visual('color'), opacity: 0.35 },
  }
}

export const dot = (one: Figured, place: number | null | (number | null)[]) => ({
  value: place,
  ...(one.key === undefined ? {} : { key: one.key }),
})

export const line = (reference: { value: number; name: string }, words: IntervalWords, on: 'xAxis' | 'yAxis') => ({
  silent: true,
  symbol: 'none',
  lineStyle: { color: 'var(--quiet)', type: 'solid' as const, width: 1.5 },
  label: {
    // Beside the figures, never over them.
    formatter: `${reference.name}${on === 'xAxis' ? ' ' : '\n'}${words.value(reference.value)}`,
    position: on === 'xAxis' ? ('start' as const) : ('end' as const),
    color: QUIET,
    fontSize: 12,
  },
  data: [{ [on]: reference.value }],
})
