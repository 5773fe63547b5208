import { Select } from '@mantine/core'
import { api } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { useCommon } from '~/words/common'
import { queryOf } from './query'
import { useAgentNames } from './useAgentNames'
import { useFilterWords } from './words'

/** Program, team, agent, channel, language: what the reader's role may narrow by. */
export function ByPlace() {
  const t = useFilterWords()
  const common = useCommon()
  const { programs } = useSession()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { search, change } = useAddress()
  const query = queryOf(search)
  const teams = api.useQuery('get', '/api/teams', {}, { enabled: staff, staleTime: 5 * 60_000 })
  const agents = useAgentNames()
  const program = one(search.program)
  const inProgram = <Item extends { program: string }>(item: Item) => !program || item.program === program
  const programOf = (id: string) => (programs.length > 1 && !program ? programs.find((one) => one.id === id)?.name : '')
  const named = ({ id, name, program }: { id: string; name: string; program: string }) => ({
    value: id,
    label: [name, programOf(program)].filter(Boolean).join(' · '),
  })
  const hostile = query.hostility != null || query.sort === 'hostility' || !!query.found?.includes('cust_hostility')
  const any = { placeholder: t('any'), clearable: true, comboboxProps: { withinPortal: true } }
  return (
    <>
      {programs.length > 1 && (
        <Select
          {...any}
          label={common('program')}
          data={programs.map(({ id, name }) => ({ value: id, label: name }))}
          value={program ?? null}
          onChange={(value) => change({ program: value ?? undefined, team: undefined, agent: undefined })}
        />
      )}
      {staff && (
        <>
          <Select
            {...any}
            label={common('team')}
            data={(teams.data ?? []).filter(inProgram).map(named)}
            value={one(search.team) ?? null}
            onChange={(value) => change({ team: value ?? undefined })}
          />
          <Select
            {...any}
            searchable
            label={common('agent')}
            description={hostile ? t('hostilityFirst') : undefined}
            disabled={hostile}
            data={agents.filter(inProgram).map(named)}
            value={one(search.agent) ?? null}
            onChange={(value) => change({ agent: value ?? undefined })}
          />
        </>
      )}
      <Select
        {...any}
        label={common('channel')}
        data={(['voice', 'chat', 'email', 'sms', 'social'] as const).map((value) => ({
          value,
          label: common(`channel.${value}`),
        }))}
        value={one(search.channel) ?? null}
        onChange={(value) => change({ channel: value ?? undefined })}
      />
      <Select
        {...any}
        label={common('language')}
        data={(['en', 'zh', 'und'] as const).map((value) => ({ value, label: common(`language.${value}`) }))}
        value={one(search.language) ?? null}
        onChange={(value) => change({ language: value ?? undefined })}
      />
    </>
  )
}
