import { Group, Modal, Text } from '@mantine/core'
import { useState } from 'react'
import { api } from '~/api/client'
import { one, useAddress } from '~/search'
import { AddButton } from '~/ui/AddButton'
import { Empty } from '~/ui/Empty'
import { FilterProgram, FilterSearch, FilterSelect } from '~/ui/FilterFields'
import { Loaded } from '~/ui/Loaded'
import { useShortcuts } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { AgentForm } from './AgentForm'
import { AgentTable } from './AgentTable'
import { fittingAgents } from './agentFilter'
import { TeamOfMany } from './TeamOfMany'

const useWords = words(
  'agentRecords',
  {
    add: 'New agent',
    search: 'Name',
    anyTeam: 'Any team',
    lacks: 'Still to do',
    everybody: 'Everybody',
    noTeam: 'without a team',
    noUser: 'without a user',
    counts: '{{shown}} of {{all}} agents; {{lonely}} are not linked to a user and cannot see their own results',
    empty: 'No agents yet',
    emptyAbout:
      'An agent appears by itself with the first conversation that names them. You can also make them before.',
    noneFit: 'Nobody fits these filters',
    noneFitAbout: 'Take one of the filters away.',
    change: 'Change {{name}}',
  },
  {
    add: '新建坐席',
    search: '名称',
    anyTeam: '全部班组',
    lacks: '待办',
    everybody: '全部',
    noTeam: '未分班组',
    noUser: '未对应用户',
    counts: '共 {{all}} 名坐席，显示 {{shown}} 名；{{lonely}} 名尚未对应用户，看不到自己的结果',
    empty: '还没有坐席',
    emptyAbout: '会话中首次出现某位坐席时会自动添加，也可以提前新建。',
    noneFit: '没有符合条件的坐席',
    noneFitAbout: '请去掉一个筛选条件。',
    change: '修改 {{name}}',
  },
)

/** Agents as conversations name them: their name, team, and which user they are; several can be put in a team at once. */
export function AgentRecords() {
  const t = useWords()
  const common = useCommon()
  const { search, change } = useAddress()
  const agents = api.useQuery('get', '/api/agents', {})
  const teams = api.useQuery('get', '/api/teams', {})
  const [chosen, setChosen] = useState<readonly string[]>([])
  const filter = { q: one(search.q), program: one(search.program), team: one(search.team), lacks: one(search.lacks) }
  const changed = agents.data?.find(({ id }) => id === one(search.agent))
  const adding = one(search.add) === '1'
  useShortcuts([{ keys: 'n', says: t('add'), run: () => change({ add: '1' }) }])
  const offered = (teams.data ?? []).filter((team) => !filter.program || team.program === filter.program)
  return (
    <>
      <Group align="flex-end" mb="sm">
        <FilterSearch placeholder={t('search')} />
        <FilterProgram drops={['team']} />
        <FilterSelect
          name="team"
          w={170}
          label={common('team')}
          placeholder={t('anyTeam')}
          data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <FilterSelect
          name="lacks"
          w={170}
          label={t('lacks')}
          placeholder={t('everybody')}
          data={[
            { value: 'team', label: t('noTeam') },
            { value: 'user', label: t('noUser') },
          ]}
        />
        <AddButton ml="auto" add={t('add')} onClick={() => change({ add: '1' })} />
      </Group>
      <Loaded
        query={agents}
        lines={8}
        isEmpty={(all) => all.length === 0}
        empty={<Empty title={t('empty')}>{t('emptyAbout')}</Empty>}
      >
        {(all) => {
          const shown = fittingAgents(all, filter)
          const picked = shown.filter(({ id }) => chosen.includes(id))
          const lonely = all.filter((agent) => !agent.user).length
          return (
            <>
              <Group justify="space-between" mih={36} mb="xs">
                <Text size="sm" c="dimmed" role="status">
                  {t('counts', { shown: shown.length, all: all.length, lonely })}
                </Text>
                {picked.length > 0 && <TeamOfMany agents={picked} onDone={() => setChosen([])} />}
              </Group>
              {shown.length === 0 ? (
                <Empty title={t('noneFit')}>{t('noneFitAbout')}</Empty>
              ) : (
                <AgentTable
                  agents={shown}
                  chosen={chosen}
                  onChoose={setChosen}
                  onChange={(agent) => change({ agent })}
                />
              )}
            </>
          )
        }}
      </Loaded>
      <Modal opened={adding} onClose={() => change({ add: undefined })} title={t('add')}>
        <AgentForm onDone={() => change({ add: undefined })} />
      </Modal>
      <Modal
        opened={!!changed}
        onClose={() => change({ agent: undefined })}
        title={t('change', { name: changed?.name ?? '' })}
      >
        {changed && <AgentForm key={changed.id} agent={changed} onDone={() => change({ agent: undefined })} />}
      </Modal>
    </>
  )
}
