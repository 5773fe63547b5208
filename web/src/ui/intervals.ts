import type { EChartsOption } from 'echarts'
import {
  axis,
  bar,
  dot,
  ends,
  type IntervalWords,
  line,
  look,
  type Scale,
  type Series,
  scaleAxis,
  tooltip,
} from './figured'

export { type Figured, type IntervalWords, type Scale, type Series, tell } from './figured'

/**
 * A time series: a line with its interval as a band, a gap where there is no value, a bar where an interval stands alone, and below it
 * how many conversations each point rests on (`small` leaves that strip out, for small multiples). All series have a figure for every period.
 */
export function timeSeries({
  series,
  scale,
  words,
  reference,
  small = false,
}: {
  series: Series[]
  scale: Scale
  words: IntervalWords
  reference?: { value: number; name: string } | null
  small?: boolean
}): EChartsOption {
  const figures = series[0]?.figures ?? []
  const labels = figures.map((one) => one.short ?? one.name)
  const most = Math.max(1, ...series.flatMap((one) => one.figures.map(({ n }) => n ?? 0)))
  const strip = !small && series.some((one) => one.figures.some(({ n }) => n != null))
  const legend = series.length > 1
  const [left, right] = [52, reference ? 72 : 20]
  const time = { ...axis, type: 'category' as const, data: labels }
  return {
    aria: { enabled: false },
    tooltip: tooltip(series, words, 'line'),
    ...(legend && {
      legend: {
        data: series.map(({ name }) => name),
        left,
        top: 0,
        itemWidth: 18,
        itemGap: 20,
        textStyle: { color: 'var(--mantine-color-text)' },
      },
    }),
    axisPointer: { link: [{ xAxisIndex: 'all' as const }] },
    grid: [
      { left, right, top: legend ? 36 : 28, bottom: strip ? 84 : 28, outerBoundsMode: 'none' as const },
      ...(strip ? [{ left, right, height: 34, bottom: 28, outerBoundsMode: 'none' as const }] : []),
    ],
    xAxis: [
      { ...time, axisLabel: { ...axis.axisLabel, show: !strip, hideOverlap: true } },
      ...(strip ? [{ ...time, gridIndex: 1, axisLabel: { ...axis.axisLabel, hideOverlap: true } }] : []),
    ],
    yAxis: [
      scaleAxis(scale, words, small ? 2 : 4),
      ...(strip
        ? [
            {
              ...axis,
              type: 'value' as const,
              gridIndex: 1,
              min: 0,
              max: most,
              interval: most,
              splitLine: { show: false },
              axisLabel: { ...axis.axisLabel, formatter: (value: number) => (value === 0 ? '' : words.n(value)) },
            },
          ]
        : []),
    ],
    series: [
      ...series.flatMap(({ name, figures: own }, index) => {
        const { color, type, symbol } = look(index) ?? {}
        const base = {
          type: 'line' as const,
          stack: `band ${index}`,
          silent: true,
          symbol: 'none',
          lineStyle: { opacity: 0 },
        }
        const alone = own.flatMap((one, at) => {
          const between = ends(one)
          return between && !ends(own[at - 1]) && !ends(own[at + 1]) ? [[at, ...between]] : []
        })
        return [
          { ...base, data: own.map((one) => ends(one)?.[0] ?? null), tooltip: { show: false } },
          {
            ...base,
            data: own.map((one) => {
              const between = ends(one)
              return between ? between[1] - between[0] : null
            }),
            areaStyle: { color, opacity: index === 0 ? 0.2 : 0.12 },
            tooltip: { show: false },
          },
          {
            type: 'custom' as const,
            silent: true,
            data: alone,
            itemStyle: { color },
            renderItem: bar(false, 0) as never,
            tooltip: { show: false },
          },
          {
            type: 'line' as const,
            name,
            data: own.map((one) => dot(one, one.value ?? null)),
            symbol,
            symbolSize: small ? 6 : 9,
            showSymbol: true,
            showAllSymbol: true,
            lineStyle: { color, type, width: 2 },
            itemStyle: { color },
            cursor: own.some(({ key }) => key !== undefined) ? 'pointer' : 'default',
            ...(index === 0 && reference ? { markLine: line(reference, words, 'yAxis') } : {}),
          },
        ]
      }),
      ...(strip
        ? series.map(({ name, figures: own }, index) => ({
            type: 'bar' as const,
            name: `${name} n`,
            xAxisIndex: 1,
            yAxisIndex: 1,
            barMaxWidth: 18,
            data: own.map((one) => dot(one, one.n ?? 0)),
            itemStyle: { color: look(index)?.color, opacity: 0.45 },
            tooltip: { show: false },
          }))
        : []),
    ],
  } as EChartsOption
}

const ROW = 30

/** How high a dot plot of so many rows should be. */
export const dotsHeight = (rows: number) => rows * ROW + 64

/**
 * Categories below each other, each with a dot and its interval on the whole scale, n at the right, and a thin line for what they are
 * compared with, such as the program's rate. A second series (the period before) lies hollow below the first.
 */
export function dots({
  series,
  scale,
  words,
  reference,
}: {
  series: Series[]
  scale: Scale
  words: IntervalWords
  reference?: { value: number; name: string } | null
}): EChartsOption {
  const figures = series[0]?.figures ?? []
  const names = figures.map((one) => one.short ?? one.name)
  const shift = (index: number) => (series.length > 1 ? (index === 0 ? -6 : 6) : 0)
  const category = { ...axis, type: 'category' as const, inverse: true, axisLine: { show: false } }
  return {
    aria: { enabled: false },
    tooltip: tooltip(series, words, 'shadow'),
    ...(series.length > 1 && {
      legend: {
        data: series.map(({ name }) => name),
        left: 8,
        top: 0,
        itemWidth: 12,
        itemGap: 20,
        textStyle: { color: 'var(--mantine-color-text)' },
      },
    }),
    grid: { left: 8, right: 12, top: 32, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    xAxis: scaleAxis(scale, words, 4),
    yAxis: [
      {
        ...category,
        data: names,
        axisLabel: {
          color: 'var(--mantine-color-text)',
          fontSize: 13,
          width: 200,
          overflow: 'truncate' as const,
          interval: 0,
        },
      },
      {
        ...category,
        position: 'right' as const,
        data: figures.map((one) => (one.n == null ? '' : words.n(one.n))),
        axisLabel: { ...axis.axisLabel, interval: 0 },
      },
    ],
    series: series.flatMap(({ name, figures: own }, index) => {
      const { color, symbol } = look(index) ?? {}
      return [
        {
          type: 'custom' as const,
          silent: true,
          data: own.flatMap((one, at) => {
            const between = ends(one)
            return between ? [[at, ...between]] : []
          }),
          encode: { x: [1, 2], y: 0 },
          itemStyle: { color },
          renderItem: bar(true, shift(index)) as never,
          tooltip: { show: false },
        },
        {
          type: 'scatter' as const,
          name,
          data: own.map((one, at) => dot(one, [one.value ?? null, at])),
          symbol,
          symbolSize: index === 0 ? 11 : 9,
          symbolOffset: [0, shift(index)],
          itemStyle: index === 0 ? { color } : { color: 'var(--surface)', borderColor: color, borderWidth: 2 },
          cursor: own.some(({ key }) => key !== undefined) ? 'pointer' : 'default',
          z: 3,
          ...(index === 0 && reference ? { markLine: line(reference, words, 'xAxis') } : {}),
        },
      ]
    }),
  } as EChartsOption
}
