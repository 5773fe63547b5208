import { Select, Stack, Text, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { api, client, type Of, queries } from '~/api/client'
import { type Role, useSession } from '~/api/session'
import { CloseFoot, FormFoot } from '~/ui/FormFoot'
import { LanguageSelect } from '~/ui/LanguageSelect'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { RequiredText } from '~/ui/RequiredText'
import { useCommon } from '~/words/common'
import { useLanguage, words } from '~/words/i18n'
import { Memberships } from './Memberships'
import { OneTimeLink } from './OneTimeLink'
import { rolesFrom, useRoleWords } from './roles'

const useWords = words(
  'userForm',
  {
    email: 'E-mail address',
    emailAbout: 'To sign in with. Rapport sends no mail: you give the link to the person yourself.',
    noAddress: 'Write it like ana@example.org',
    name: 'Name',
    role: 'Role',
    language: 'Language of their pages',
    noProgram: 'Everybody but an administrator needs a program',
    everywhere: 'An administrator has every program.',
    agent: 'Which agent they are',
    agentAbout: 'Then they see their own conversations. Agents appear here once a conversation names them.',
    agentNone: 'Decide later',
    invite: 'Invite',
  },
  {
    email: '邮箱',
    emailAbout: '用于登录。Rapport 不发邮件，链接由您转交本人。',
    noAddress: '请按 ana@example.org 的格式填写',
    name: '姓名',
    role: '角色',
    language: '界面语言',
    noProgram: '除管理员外，每个人都要属于至少一个项目',
    everywhere: '管理员拥有全部项目。',
    agent: '对应的坐席',
    agentAbout: '对应之后即可看到自己的会话。会话里出现过的坐席会列在这里。',
    agentNone: '以后再定',
    invite: '邀请',
  },
)

const asRole = (word: string, roles: readonly Role[]) => roles.find((one) => one === word)

/** Invites somebody, or changes them. After an invitation it shows the one-time link until the form is closed. */
export function UserForm({ user, onDone }: { user?: Of<'UserOut'>; onDone: () => void }) {
  const t = useWords()
  const common = useCommon()
  const about = useRoleWords()
  const reader = useLanguage()
  const session = useSession()
  const agents = api.useQuery('get', '/api/agents')
  const roles = rolesFrom(session.role)
  const [email, setEmail] = useState(user?.email ?? '')
  const [name, setName] = useState(user?.name ?? '')
  const [role, setRole] = useState<Role>(asRole(user?.role ?? '', roles) ?? 'analyst')
  const [language, setLanguage] = useState<string>(user?.language ?? reader)
  const [programs, setPrograms] = useState<Of<'Membership'>[]>(
    user?.programs ?? (session.programs.length === 1 ? session.programs.map(({ id }) => ({ program: id })) : []),
  )
  const [agent, setAgent] = useState<string | null>(null)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const [invited, setInvited] = useState<Of<'Invited'>>()

  const faults = {
    email: !user && !/^\S+@\S+$/.test(email.trim()),
    name: !name.trim(),
    programs: role !== 'administrator' && programs.length === 0,
  }
  const send = async (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (faults.email || faults.name || faults.programs) return
    setBusy(true)
    setWrong(undefined)
    try {
      // Only a lead leads a team.
      const belongs = programs.map(({ program, team }) => ({ program, team: role === 'lead' ? (team ?? null) : null }))
      if (user) {
        const body = { name, role, language, programs: belongs }
        const { error } = await client.PATCH('/api/users/{id}', { params: { path: { id: user.id } }, body })
        if (error) throw error
        tellDone(common('saved'))
        onDone()
      } else {
        const { data, error } = await client.POST('/api/users', {
          body: { email, name, role, language, programs: belongs },
        })
        if (!data) throw error
        setInvited(data)
        if (role === 'agent' && agent) {
          const made = await client.PATCH('/api/agents/{id}', {
            params: { path: { id: agent } },
            body: { user: data.user.id },
          })
          void queries.invalidateQueries({ queryKey: ['get', '/api/agents'] })
          if (made.error) throw made.error
        }
      }
    } catch (thrown) {
      setWrong(thrown)
    } finally {
      setBusy(false)
      void queries.invalidateQueries({ queryKey: ['get', '/api/users'] })
    }
  }

  if (invited)
    return (
      <Stack>
        {wrong !== undefined && <ProblemNote problem={wrong} />}
        <OneTimeLink name={invited.user.name} link={invited.link} invitation />
        <CloseFoot onClose={onDone} />
      </Stack>
    )
  const free = (agents.data ?? []).filter((one) => !one.user && programs.some(({ program }) => program === one.program))
  return (
    <form onSubmit={send} noValidate>
      <Stack>
        <TextInput
          label={t('email')}
          description={user ? undefined : t('emailAbout')}
          type="email"
          autoComplete="off"
          required={!user}
          disabled={!!user}
          data-autofocus={!user}
          value={email}
          onChange={(event) => setEmail(event.currentTarget.value)}
          error={tried && faults.email ? t('noAddress') : null}
        />
        <RequiredText
          label={t('name')}
          autoComplete="off"
          data-autofocus={!!user}
          value={name}
          onChange={setName}
          tried={tried}
        />
        <Select
          label={t('role')}
          description={about(role)}
          allowDeselect={false}
          data={roles.map((one) => ({ value: one, label: common(`role.${one}`) }))}
          renderOption={({ option }) => (
            <div>
              <Text size="sm">{option.label}</Text>
              <Text size="xs" c="dimmed">
                {about(asRole(option.value, roles) ?? 'analyst')}
              </Text>
            </div>
          )}
          maxDropdownHeight={420}
          value={role}
          onChange={(chosen) => setRole(asRole(chosen ?? '', roles) ?? role)}
        />
        {role === 'administrator' ? (
          <Text size="sm" c="dimmed">
            {t('everywhere')}
          </Text>
        ) : (
          <Memberships
            value={programs}
            onChange={setPrograms}
            lead={role === 'lead'}
            error={tried && faults.programs ? t('noProgram') : null}
          />
        )}
        {role === 'agent' && !user && (
          <Select
            label={t('agent')}
            description={t('agentAbout')}
            placeholder={t('agentNone')}
            searchable
            clearable
            data={free.map((one) => ({ value: one.id, label: `${one.name} (${one.external_id})` }))}
            value={agent}
            onChange={setAgent}
          />
        )}
        <LanguageSelect label={t('language')} value={language} onChange={setLanguage} />
        <FormFoot wrong={wrong} busy={busy} onCancel={onDone}>
          {user ? common('save') : t('invite')}
        </FormFoot>
      </Stack>
    </form>
  )
}
