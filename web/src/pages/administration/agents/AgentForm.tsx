import { Select, Stack } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, client, type Of, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { FormFoot } from '~/ui/FormFoot'
import { tellDone } from '~/ui/Problem'
import { ProgramSelect } from '~/ui/ProgramSelect'
import { RequiredText } from '~/ui/RequiredText'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'

const useWords = words(
  'agentForm',
  {
    external: 'Name in conversations',
    externalAbout: 'As your telephone or chat system writes it, such as a17. It cannot be changed later.',
    name: 'Name that people read',
    nameAbout: 'Without it, the name in conversations',
    team: 'Team',
    noTeam: 'in no team',
    teamAbout: 'Conversations that came in before keep their team.',
    user: 'User that they are',
    noUser: 'nobody',
    userAbout: 'Whoever signs in as this user sees this agent’s conversations and results as their own.',
    done: '{{name}} is there',
  },
  {
    external: '会话中的名称',
    externalAbout: '与电话或聊天系统中的写法一致，例如 a17。以后不能修改。',
    name: '显示名称',
    nameAbout: '不填则与会话中的名称相同',
    team: '班组',
    noTeam: '未分班组',
    teamAbout: '之前导入的会话仍归原班组。',
    user: '对应的用户',
    noUser: '未对应',
    userAbout: '用该账号登录的人会把此坐席的会话与结果当作自己的查看。',
    done: '已添加 {{name}}',
  },
)

/** Makes an agent before their first conversation, or changes name, team and user of one. */
export function AgentForm({ agent, onDone }: { agent?: Of<'AgentOut'>; onDone: () => void }) {
  const t = useWords()
  const common = useCommon()
  const { programs } = useSession()
  const teams = api.useQuery('get', '/api/teams', {})
  const users = api.useQuery('get', '/api/users', {})
  const [program, setProgram] = useState<string | null>(agent?.program ?? programs[0]?.id ?? null)
  const [external, setExternal] = useState(agent?.external_id ?? '')
  const [name, setName] = useState(agent?.name ?? '')
  const [team, setTeam] = useState<string | null>(agent?.team ?? null)
  const [user, setUser] = useState<string | null>(agent?.user ?? null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const lacking = agent ? !name.trim() : !external.trim()
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (lacking || !program) return
    setBusy(true)
    const answer = agent
      ? client.PATCH('/api/agents/{id}', { params: { path: { id: agent.id } }, body: { name, team, user } })
      : client.POST('/api/agents', { body: { program, external_id: external, name: name.trim() || null, team } })
    const { error } = await answer.catch((error) => ({ error }))
    setBusy(false)
    if (error) return setWrong(error)
    void queries.invalidateQueries({ queryKey: ['get', '/api/agents'] })
    tellDone(agent ? common('saved') : t('done', { name: name.trim() || external.trim() }))
    onDone()
  }
  const belonging = (users.data ?? []).filter(
    (one) => one.role === 'agent' && one.programs.some((membership) => membership.program === program),
  )
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        {!agent && (
          <ProgramSelect
            value={program}
            onChange={(chosen) => {
              setProgram(chosen)
              setTeam(null)
            }}
          />
        )}
        <RequiredText
          label={t('external')}
          description={agent ? undefined : t('externalAbout')}
          required={!agent}
          disabled={!!agent}
          data-autofocus={!agent}
          value={external}
          onChange={setExternal}
          tried={tried && !agent}
        />
        <RequiredText
          label={t('name')}
          description={agent ? undefined : t('nameAbout')}
          required={!!agent}
          data-autofocus={!!agent}
          value={name}
          onChange={setName}
          tried={tried && !!agent}
        />
        <Select
          label={t('team')}
          description={agent ? t('teamAbout') : undefined}
          placeholder={t('noTeam')}
          clearable
          data={(teams.data ?? [])
            .filter((one) => one.program === program)
            .map((one) => ({ value: one.id, label: one.name }))}
          value={team}
          onChange={setTeam}
        />
        {agent && (
          <Select
            label={t('user')}
            description={t('userAbout')}
            placeholder={t('noUser')}
            clearable
            searchable
            data={belonging.map((one) => ({ value: one.id, label: `${one.name} (${one.email})` }))}
            value={user}
            onChange={setUser}
          />
        )}
        <FormFoot wrong={wrong} busy={busy} onCancel={onDone}>
          {common('save')}
        </FormFoot>
      </Stack>
    </form>
  )
}
