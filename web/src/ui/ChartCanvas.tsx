import { ActionIcon, Box } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { EChartsOption } from 'echarts'
import { BarChart, CustomChart, LineChart, ScatterChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { type ECharts, init, use } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { words } from '~/words/i18n'
import type { Picked } from './Chart'

use([
  BarChart,
  LineChart,
  ScatterChart,
  CustomChart,
  GridComponent,
  LegendComponent,
  TooltipComponent,
  MarkLineComponent,
  AriaComponent,
  CanvasRenderer,
])

const useWords = words('chart', { png: 'Save as a picture (PNG)' }, { png: '保存为图片（PNG）' })

const token = (name: string) => getComputedStyle(document.documentElement).getPropertyValue(name).trim()

/** An option with what its `var(--name)` stand for in the present scheme: a canvas knows no variables. */
function resolved<Part>(part: Part): Part {
  if (typeof part === 'string') return (/^var\((--[\w-]+)\)$/.test(part) ? token(part.slice(4, -1)) : part) as Part
  if (Array.isArray(part)) return part.map(resolved) as Part
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(Object.entries(part).map(([name, value]) => [name, resolved(value)])) as Part
}

/** The key of a point, where it has one. */
const keyOf = (data: unknown) =>
  typeof data === 'object' && data !== null && 'key' in data ? String(data.key) : undefined

/** The canvas itself, in the colours of the scheme. */
export default function ChartCanvas({
  option,
  words: alternative,
  height,
  file,
  onPick,
}: {
  option: EChartsOption
  words: string
  height: number
  file: string
  onPick?: (picked: Picked) => void
}) {
  const t = useWords()
  const place = useRef<HTMLDivElement>(null)
  const chart = useRef<ECharts | null>(null)
  const pick = useRef(onPick)
  pick.current = onPick

  useEffect(() => {
    if (!place.current) return
    const made = init(place.current, undefined, { renderer: 'canvas' })
    chart.current = made
    made.on('click', (event) => pick.current?.({ ...(event as unknown as Picked), key: keyOf(event.data) }))
    const watch = new ResizeObserver(() => made.resize())
    watch.observe(place.current)
    return () => {
      watch.disconnect()
      made.dispose()
    }
  }, [])

  useEffect(() => {
    chart.current?.setOption(
      {
        animation: !matchMedia('(prefers-reduced-motion: reduce)').matches,
        color: ['--neutral', '--for', '--missed', '--against', '--quiet'].map(token),
        textStyle: { fontFamily: token('--mantine-font-family'), color: token('--mantine-color-text') },
        grid: { left: 8, right: 16, top: 32, bottom: 8, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
        ...resolved(option),
      },
      { notMerge: true },
    )
  }, [option])

  const save = () => {
    const url = chart.current?.getDataURL({ type: 'png', pixelRatio: 2, backgroundColor: token('--surface') })
    if (!url) return
    const link = document.createElement('a')
    link.href = url
    link.download = `${file}.png`
    link.click()
  }

  return (
    <Box pos="relative">
      <div ref={place} role="img" aria-label={alternative} style={{ height, width: '100%' }} />
      <ActionIcon
        variant="subtle"
        color="gray"
        pos="absolute"
        top={0}
        right={0}
        aria-label={t('png')}
        title={t('png')}
        onClick={save}
      >
        <IconDownload size={16} aria-hidden />
      </ActionIcon>
    </Box>
  )
}
