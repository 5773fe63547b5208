import { SegmentedControl, Stack } from '@mantine/core'
import { one } from '~/search'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { Breakdown } from './Breakdown'
import { EpisodesAtOnce } from './EpisodesAtOnce'
import { SHARES } from './told'
import { useAsked } from './useAsked'
import { useAnalytics } from './words'

const useWords = words(
  'analyticsEpisodes',
  {
    all: 'When a customer’s strong feeling came up, what became of it?',
    allAbout:
      'An episode begins at the turn in which the customer’s words show a strong feeling. It may be acknowledged, turned to a solution, and end calm; the three are counted apart.',
    one: 'How has it gone, and where does it differ?',
    share: 'What became of episodes',
  },
  {
    all: '客户出现强烈情绪后，结果怎样？',
    allAbout: '情绪过程从客户用语出现强烈情绪的那一轮开始。可能得到回应、转入解决、最后恢复平静，三者分别统计。',
    one: '走势如何，差异在哪里？',
    share: '情绪过程的后续情况',
  },
)

/** Episodes: what became of customers' strong feelings, then one of the three by whatever the bar groups by. */
export function EpisodesSection() {
  const t = useWords()
  const shared = useAnalytics()
  const { search, change } = useAsked()
  const share = SHARES.find((known) => known === one(search.share)) ?? 'acknowledged'
  return (
    <Stack gap="md">
      <Panel title={t('all')} about={t('allAbout')}>
        <EpisodesAtOnce />
      </Panel>
      <Panel
        title={t('one')}
        aside={
          <SegmentedControl
            size="xs"
            aria-label={t('share')}
            value={share}
            onChange={(value) => change({ share: value })}
            data={SHARES.map((value) => ({ value, label: shared(`share.${value}`) }))}
          />
        }
      >
        <Breakdown measure={share} />
      </Panel>
    </Stack>
  )
}
