import { Group, SegmentedControl, Stack } from '@mantine/core'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { ByPolarity } from './ByPolarity'
import { Detail } from './Detail'
import { GroupedBySkill } from './GroupedBySkill'
import { InShort } from './InShort'
import { MarkList } from './MarkList'
import { SHOWN, type Shown } from './shown'

const useWords = words(
  'findings',
  {
    bySkill: 'By skill',
    byTurn: 'By turn',
    group: 'Order',
    none: 'Nothing was found here',
    noneAbout: 'No behaviour was found and none was called for. Short conversations often have none.',
    blind: 'Hidden while you score blind',
    blindAbout:
      'Findings, missed moments and the tension show once the review is submitted, or when you switch blind off; in a calibration session once it is locked.',
    noMatch: 'Nothing of this kind in this conversation.',
  },
  {
    bySkill: '按技能',
    byTurn: '按轮次',
    group: '排列',
    none: '没有发现内容',
    noneAbout: '没有发现任何行为，也没有出现需要的时机。很短的会话常常如此。',
    blind: '盲评期间隐藏',
    blindAbout: '提交复核或关闭盲评之后，才显示发现、错失时机和紧张度；校准会话则在锁定之后显示。',
    noMatch: '本会话中没有这一类内容。',
  },
)

/** What was found: in short, then all of it; or the one that is selected, with its reason and better words. */
export function FindingsTab() {
  const t = useWords()
  const { marks, blind, selected } = useReading()
  const { search, change } = useAddress()
  const shown = SHOWN.find((kind) => kind === one(search.show)) ?? 'all'
  const byTurn = one(search.order) === 'turn'
  if (blind) return <Empty title={t('blind')}>{t('blindAbout')}</Empty>
  if (selected) return <Detail mark={selected} />
  if (marks.length === 0) return <Empty title={t('none')}>{t('noneAbout')}</Empty>
  const listed = marks.filter((mark) => shown === 'all' || mark.polarity === shown)
  return (
    <Stack gap="md">
      <InShort />
      <Stack gap="xs">
        <ByPolarity
          shown={shown}
          onShow={(kind: Shown) => change({ show: kind === 'all' ? undefined : kind })}
          marks={marks}
        />
        <Group>
          <SegmentedControl
            size="xs"
            aria-label={t('group')}
            value={byTurn ? 'turn' : 'skill'}
            onChange={(value) => change({ order: value === 'turn' ? 'turn' : undefined })}
            data={[
              { value: 'skill', label: t('bySkill') },
              { value: 'turn', label: t('byTurn') },
            ]}
          />
        </Group>
      </Stack>
      {listed.length === 0 ? (
        <Empty title={t('noMatch')} />
      ) : byTurn ? (
        <MarkList key={shown} marks={listed} />
      ) : (
        <GroupedBySkill marks={listed} />
      )}
    </Stack>
  )
}
