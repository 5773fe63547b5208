import { Button, Group } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useProgramName } from '~/api/names'
import { saveText } from '~/ui/csv'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { Withheld } from '~/ui/Withheld'
import { words } from '~/words/i18n'
import { Multiples } from './Multiples'
import { columnsOf, matrix } from './matrix'
import { useMatrixCsv } from './useMatrixCsv'
import { useSources } from './useSources'
import { useAnalytics } from './words'

const useWords = words(
  'analyticsOverview',
  {
    title: 'Everything at a glance',
    about:
      'A small line for each figure, from none at the bottom to all at the top, with the band in which it may truly lie. A dot in its interval stands for the whole period. Choose a name to look closer.',
  },
  {
    title: '一览',
    about:
      '每项数字一条小折线：底部为零，顶部为全部，色带是真实值可能所在的范围。旁边的圆点和区间是整个时段的结果。点名称可深入查看。',
  },
)

/** Small multiples: every figure of every program in one table, each a way into its part. */
export function OverviewSection() {
  const t = useWords()
  const shared = useAnalytics()
  const program = useProgramName()
  const { query, time, by, withheld, compares } = useSources()
  const toCsv = useMatrixCsv()
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded
        query={query}
        lines={10}
        height={36}
        isEmpty={(sources) => columnsOf(sources).length === 0 && withheld.length === 0}
        empty={<Empty title={shared('noneHere')}>{shared('noneHereAbout')}</Empty>}
      >
        {(sources) => {
          const columns = columnsOf(sources).map((one) => ({
            ...one,
            name: by === 'program' ? program(one.program) : one.name,
          }))
          const rows = matrix(sources, columns, time)
          return (
            <>
              <Group justify="flex-end">
                <Button
                  size="compact-xs"
                  variant="default"
                  leftSection={<IconDownload size={14} aria-hidden />}
                  onClick={() => saveText('figures.csv', toCsv(rows, compares))}
                >
                  CSV
                </Button>
              </Group>
              <Multiples rows={rows} columns={columns} time={time} compares={compares} />
              <Withheld withheld={withheld} />
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}
