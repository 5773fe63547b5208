import { Group, SegmentedControl, Select, Stack, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useState } from 'react'
import { api } from '~/api/client'
import { useLibrary } from '~/api/library'
import { useProgramName } from '~/api/names'
import { one } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { Withheld } from '~/ui/Withheld'
import { words } from '~/words/i18n'
import { wholeOf } from './asked'
import { BehaviourInDepth } from './BehaviourInDepth'
import { BehavioursTable } from './BehavioursTable'
import { ORDERS, SIDES, sift } from './behaviours'
import { useAsked } from './useAsked'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

const useWords = words(
  'analyticsBehaviours',
  {
    title: 'What was found, and what was called for but missed?',
    about:
      'Found: with a quote in a conversation, for or against the service. Called for: moments in which it was due. Hints are weak signs; they stand apart and are held against nobody.',
    find: 'Find a behaviour by name',
    order: 'Order',
    'order.name': 'By name',
    'order.missed': 'Most missed first',
    'order.against': 'Most against first',
    'order.found': 'Most found first',
    side: 'Whose words',
    'side.all': 'All',
    'side.agent': 'Agents',
    'side.customer': 'Customers',
    nothing: 'No behaviour of that name',
    nothingAbout: 'Nothing found in this period carries that name. Try fewer letters, or look for it in the library.',
  },
  {
    title: '找到了哪些行为，哪些该做而没做？',
    about:
      '“找到”指会话中有原话为证，对服务有利或不利。“该做”指出现了需要它的时机。“提示”是较弱的迹象，单独列出，不算在任何人头上。',
    find: '按名称查找行为',
    order: '排序',
    'order.name': '按名称',
    'order.missed': '错过最多在前',
    'order.against': '不利最多在前',
    'order.found': '找到最多在前',
    side: '谁的话',
    'side.all': '全部',
    'side.agent': '坐席',
    'side.customer': '客户',
    nothing: '没有叫这个名字的行为',
    nothingAbout: '这段时间没有找到这个名称的行为。请少输入几个字，或到行为库查找。',
  },
)

/** Behaviours: all of them with what was found and missed, one by name, and one in depth. */
export function BehavioursSection() {
  const t = useWords()
  const shared = useAnalytics()
  const labels = useLabels()
  const program = useProgramName()
  const { behaviours: library } = useLibrary()
  const { search, sieve, reader, change } = useAsked()
  const [text, setText] = useState(one(search.find) ?? '')
  const order = ORDERS.find((known) => known === one(search.order)) ?? 'missed'
  const side = SIDES.find((known) => known === one(search.side)) ?? 'agent'
  const chosen = one(search.behaviour)
  const by = wholeOf(reader)
  const told = api.useQuery('get', '/api/figures/behaviours', { params: { query: { by, ...sieve } } })
  return (
    <Stack gap="md">
      {chosen && <BehaviourInDepth behaviour={chosen} />}
      <Panel title={t('title')} about={t('about')}>
        <Group gap="xs" mb="sm">
          <TextInput
            size="xs"
            w={240}
            aria-label={t('find')}
            placeholder={t('find')}
            leftSection={<IconSearch size={14} aria-hidden />}
            value={text}
            onChange={({ currentTarget: { value } }) => {
              setText(value)
              change({ find: value || undefined })
            }}
          />
          <SegmentedControl
            size="xs"
            aria-label={t('side')}
            value={side}
            onChange={(value) => change({ side: value === 'agent' ? undefined : value })}
            data={SIDES.map((value) => ({ value, label: t(`side.${value}`) }))}
          />
          <Select
            size="xs"
            w={180}
            aria-label={t('order')}
            allowDeselect={false}
            data={ORDERS.map((value) => ({ value, label: t(`order.${value}`) }))}
            value={order}
            onChange={(value) => change({ order: value === 'missed' || !value ? undefined : value })}
          />
        </Group>
        <Loaded
          query={told}
          lines={10}
          isEmpty={({ rows, withheld }) => rows.length === 0 && withheld.length === 0}
          empty={<Empty title={shared('noneHere')}>{shared('noneHereAbout')}</Empty>}
        >
          {({ rows, withheld }) => {
            const shown = sift(rows, { text, side, order, name: labels.behaviour, library })
            return (
              <>
                {shown.length > 0 ? (
                  <BehavioursTable
                    rows={shown}
                    nameOf={(row) => (by === 'program' ? program(row.program) : row.name)}
                  />
                ) : (
                  rows.length > 0 && <Empty title={t('nothing')}>{t('nothingAbout')}</Empty>
                )}
                <Withheld withheld={withheld} />
              </>
            )
          }}
        </Loaded>
      </Panel>
    </Stack>
  )
}
