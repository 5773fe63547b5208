import { useLibrary } from '~/api/library'
import { useProgramName, useTeamName } from '~/api/names'
import { useCommon } from '~/words/common'
import { day, percent } from '~/words/say'
import { moment } from './periods'
import type { Active } from './query'
import { useAgentNames } from './useAgentNames'
import { useFilterWords } from './words'

type Common = Parameters<ReturnType<typeof useCommon>>[0]
type Own = Parameters<ReturnType<typeof useFilterWords>>[0]

/** An active filter as a sentence. */
export function useSentence() {
  const t = useFilterWords()
  const common = useCommon()
  const program = useProgramName()
  const team = useTeamName()
  const agents = useAgentNames()
  const { behaviourName, skillName } = useLibrary()

  const behaviour = (value: string) => {
    const [id = '', sign] = value.split(':')
    const name = behaviourName(id)
    return sign ? t(`sign.${sign}` as Own, { name }) : name
  }
  const bound = (value: string) => {
    const [skill = '', rate] = value.split(':')
    return { skill: skillName(skill), rate: percent(Number(rate)) }
  }
  const until = (text: string) => {
    const ms = moment(text, true)
    // The end is not in: midnight means the day before.
    return ms == null ? text : day(ms - 1)
  }
  const since = (text: string) => {
    const ms = moment(text)
    return ms == null ? text : day(ms)
  }

  return ({ name, value }: Pick<Active, 'name' | 'value'>): string => {
    switch (name) {
      case 'program':
        return t('is.program', { value: program(value) })
      case 'team':
        return t('is.team', { value: team(value) ?? value })
      case 'agent':
        return t('is.agent', { value: agents.find((one) => one.id === value)?.name ?? value })
      case 'channel':
        return t('is.channel', { value: value === 'video' ? t('video') : common(`channel.${value}` as Common) })
      case 'language':
        return t('is.language', { value: common(`language.${value}` as Common) })
      case 'found':
      case 'missed':
      case 'called':
        return t(`is.${name}`, { value: behaviour(value) })
      case 'skill':
        return t('is.skill', { value: skillName(value) })
      case 'skill_below':
      case 'skill_above':
        return t(`is.${name}`, bound(value))
      case 'standing':
        return common(`standing.${value}` as Common)
      case 'outcome':
        return t('is.outcome', { value: common(`outcome.${value}` as Common) })
      case 'episodes':
      case 'scored':
      case 'reviewed':
      case 'disputed':
        return t(`is.${name}.${value === 'false' ? 'false' : 'true'}`)
      case 'case':
      case 'customer':
        return t(`is.${name}`)
      case 'period':
        return t(`period.${value}` as Own)
      case 'dates': {
        const [from = '', end = ''] = value.split('/')
        if (!end) return t('is.since', { from: since(from) })
        return from ? t('is.dates', { from: since(from), until: until(end) }) : t('is.before', { until: until(end) })
      }
      case 'from':
      case 'until':
        return value
      case 'q':
      case 'score_above':
      case 'score_below':
      case 'hostility':
        return t(`is.${name}`, { value })
    }
  }
}
