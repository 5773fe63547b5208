import { Box, Button, Group, SegmentedControl, Skeleton, useComputedColorScheme } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { EChartsOption } from 'echarts'
import { lazy, type ReactNode, Suspense, useState } from 'react'
import { useCommon } from '~/words/common'
import { saveText } from './csv'

// The drawing library is the heaviest thing of the app: it comes with the first chart, never before.
const Canvas = lazy(() => import('./ChartCanvas'))

/** What a click on a chart was about. */
export interface Picked {
  seriesName?: string
  name: string
  dataIndex: number
  seriesIndex: number
  /** The `key` of the point, where its data has one. */
  key?: string
}

/**
 * A chart with its text alternative and its table: people who cannot or do not want to see the picture get the same figures.
 * `option` is ECharts', best made by `useIntervals`; colours are written as `var(--neutral)` and come from the scheme. `table` holds the same
 * numbers, with n and intervals; `csv` gives them as a file. `title` stands beside the choice between both.
 */
export function Chart({
  option,
  words,
  table,
  height = 280,
  file,
  onPick,
  title,
  csv,
}: {
  option: EChartsOption
  words: string
  table: ReactNode
  height?: number
  /** Name of the picture that can be saved, without its ending. */
  file: string
  onPick?: (picked: Picked) => void
  title?: ReactNode
  csv?: () => string
}) {
  const t = useCommon()
  const [shown, show] = useState<'chart' | 'table'>('chart')
  const scheme = useComputedColorScheme('light')
  return (
    <Box>
      <Group justify="space-between" align="flex-start" mb={4} gap="xs">
        <Box flex={1} miw={220}>
          {title}
        </Box>
        <Group gap={6} wrap="nowrap">
          {csv && (
            <Button
              size="compact-xs"
              variant="default"
              leftSection={<IconDownload size={14} aria-hidden />}
              onClick={() => saveText(`${file}.csv`, csv())}
            >
              CSV
            </Button>
          )}
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
