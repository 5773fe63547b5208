import { api } from '~/api/client'
import { useProgramName, useTeamName, useUserName } from '~/api/names'
import { useCommon } from '~/words/common'
import { useTextOf } from '~/words/say'
import type { Deed, Kind } from './deed'
import { useDeedNames } from './deedNames'

/** The end of an id: enough to tell two things of a page apart. */
const short = (id: string) => id.slice(-6)

/** Who and what an entry of the audit log names, in words. */
export function useNames() {
  const t = useDeedNames()
  const common = useCommon()
  const textOf = useTextOf()
  const userName = useUserName()
  const teamName = useTeamName()
  const programName = useProgramName()
  const tokens = api.useQuery('get', '/api/tokens', {})
  const agents = api.useQuery('get', '/api/agents', {})
  const scorecards = api.useQuery('get', '/api/scorecards', {})

  const actor = (id: string) => {
    if (id === 'system') return t('system')
    if (id === 'nobody' || id === '') return t('nobody')
    if (!id.startsWith('token:')) return userName(id) ?? t('gone')
    const owner = userName(tokens.data?.find((token) => `token:${token.id}` === id)?.user)
    return owner ? t('tokenOf', { name: owner }) : t('token')
  }

  const thing = (kind: Kind, id: string): string => {
    if (kind === 'user') return userName(id) ?? t('gone')
    if (kind === 'team') return teamName(id) ?? t('team')
    if (kind === 'agent') return agents.data?.find((agent) => agent.id === id)?.name ?? t('agent')
    if (kind === 'program') {
      const name = programName(id)
      return name === id ? t('program') : name
    }
    if (kind === 'scorecard') {
      const found = scorecards.data?.find((one) => one.id === id)
      return t('scorecard', { name: found ? `${textOf(found.title) || found.name} v${found.version}` : short(id) })
    }
    return t(kind, { id: short(id) })
  }

  /** The values of a sentence in words: roles, people, states. */
  const values = (deed: Deed): Record<string, string | number> => {
    const said: Record<string, string | number> = { ...deed.values }
    const asked = deed.values
    if (asked.role) said.role = common(`role.${asked.role}` as 'role.agent')
    if (asked.standing) said.standing = common(`standing.${asked.standing}` as 'standing.pass')
    for (const name of ['stream', 'state', 'cause'] as const) {
      if (asked[name]) said[name] = t(`${name}.${asked[name]}` as 'state.raised')
    }
    if ('user' in asked) said.user = userName(String(asked.user)) ?? t('none')
    if ('team' in asked) said.team = teamName(String(asked.team)) ?? t('none')
    return said
  }

  return { actor, thing, values }
}
