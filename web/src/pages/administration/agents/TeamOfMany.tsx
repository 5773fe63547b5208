import { Group, Select, Text } from '@mantine/core'
import { useState } from 'react'
import { api, client, type Of, queries } from '~/api/client'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { words } from '~/words/i18n'

const useWords = words(
  'teamOfMany',
  {
    chosen_one: '{{count}} agent chosen',
    chosen_other: '{{count}} agents chosen',
    put: 'Put in the team…',
    mixed: 'They belong to several programs: choose agents of one',
    none: 'no team',
    done_one: '{{count}} agent moved',
    done_other: '{{count}} agents moved',
  },
  {
    chosen_other: '已选 {{count}} 名坐席',
    put: '分到班组…',
    mixed: '所选坐席属于不同项目，请只选同一项目的坐席',
    none: '不分班组',
    done_other: '已调整 {{count}} 名坐席',
  },
)

/** Puts the chosen agents of one program in a team, or in none. */
export function TeamOfMany({ agents, onDone }: { agents: readonly Of<'AgentOut'>[]; onDone: () => void }) {
  const t = useWords()
  const tell = useTellProblem()
  const teams = api.useQuery('get', '/api/teams', {})
  const [busy, setBusy] = useState(false)
  const programs = new Set(agents.map(({ program }) => program))
  const mixed = programs.size > 1
  const put = async (team: string | null) => {
    setBusy(true)
    let moved = 0
    try {
      for (const { id } of agents) {
        const { error } = await client.PATCH('/api/agents/{id}', { params: { path: { id } }, body: { team } })
        if (error) throw error
        moved += 1
      }
      onDone()
    } catch (thrown) {
      tell(thrown)
    }
    setBusy(false)
    if (moved) tellDone(t('done', { count: moved }))
    void queries.invalidateQueries({ queryKey: ['get', '/api/agents'] })
  }
  return (
    <Group gap="sm">
      <Text size="sm" role="status">
        {mixed ? t('mixed') : t('chosen', { count: agents.length })}
      </Text>
      {!mixed && (
        <Select
          size="xs"
          w={190}
          aria-label={t('put')}
          placeholder={t('put')}
          disabled={busy}
          data={[
            ...(teams.data ?? [])
              .filter(({ program }) => programs.has(program))
              .map(({ id, name }) => ({ value: id, label: name })),
            { value: '-', label: t('none') },
          ]}
          value={null}
          onChange={(team) => team && void put(team === '-' ? null : team)}
        />
      )}
    </Group>
  )
}
