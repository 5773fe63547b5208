import { Box, Group, SegmentedControl, Skeleton, useComputedColorScheme } from '@mantine/core'
import type { EChartsOption } from 'echarts'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useCommon } from '~/words/common'

// The drawing library is the heaviest thing of the app: it comes with the first chart, never before.
const Canvas = lazy(() => import('./ChartCanvas'))

/** What a click on a chart was about. */
export interface Picked {
  seriesName?: string
  name: string
  dataIndex: number
  seriesIndex: number
}

/**
 * A chart with its text alternative and its table: people who cannot or do not want to see the picture get the same figures.
 * `option` is ECharts'; colours come from the scheme. `table` holds the same numbers, with n and intervals.
 */
export function Chart({
  option,
  words,
  table,
  height = 280,
  file,
  onPick,
}: {
  option: EChartsOption
  words: string
  table: ReactNode
  height?: number
  /** Name of the picture that can be saved, without its ending. */
  file: string
  onPick?: (picked: Picked) => void
}) {
  const t = useCommon()
  const [shown, show] = useState<'chart' | 'table'>('chart')
  const scheme = useComputedColorScheme('light')
  return (
    <Box>
      <Group justify="flex-end" mb={4}>
        <SegmentedControl
          size="xs"
          value={shown}
          onChange={(value) => show(value as 'chart' | 'table')}
          data={[
            { value: 'chart', label: t('chart') },
            { value: 'table', label: t('table') },
          ]}
        />
      </Group>
      {shown === 'chart' ? (
        <Suspense fallback={<Skeleton height={height} />}>
          <Canvas key={scheme} option={option} words={words} height={height} file={file} onPick={onPick} />
        </Suspense>
      ) : (
        table
      )}
    </Box>
  )
}
