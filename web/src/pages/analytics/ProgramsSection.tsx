import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { isTime } from './asked'
import { Breakdown } from './Breakdown'
import { MeasureSelect } from './MeasureSelect'
import { useAsked } from './useAsked'
import { useMeasures } from './useMeasures'

const useWords = words(
  'analyticsPrograms',
  {
    title: 'How do the programs go, each by itself?',
    about:
      'The same scale and the same weeks for all, so that shapes can be compared. Programs serve different customers by different scripts: where intervals overlap, none is said to be better.',
  },
  {
    title: '各项目各自的走势如何？',
    about: '所有项目用同样的刻度和同样的时间轴，便于看走势。各项目的客户和话术不同：区间重叠时，不说谁好谁差。',
  },
)

/** One measure over time, a small chart for each program, all on one scale. */
export function ProgramsSection() {
  const t = useWords()
  const { by } = useAsked()
  const { measure } = useMeasures()
  return (
    <Panel title={t('title')} about={t('about')} aside={<MeasureSelect />}>
      <Breakdown measure={measure} by={isTime(by) ? by : 'week'} small />
    </Panel>
  )
}
