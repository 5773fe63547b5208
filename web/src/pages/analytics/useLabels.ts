import { useLibrary } from '~/api/library'
import { periodName, periodShort } from '~/ui/periods'
import { useCommon } from '~/words/common'
import { useLanguage } from '~/words/i18n'
import { percent, points } from '~/words/say'
import { isTime, type Rows, type Sieve } from './asked'
import { type Class, type Measures, SHARES, type Share, type Told, unitOf } from './told'
import { useAnalytics } from './words'

const CHANNELS = ['voice', 'chat', 'email', 'sms', 'social', 'unknown'] as const
const LANGUAGES = ['en', 'zh', 'und'] as const

// What the server says in English of an interval that is missing.
const WHYS = {
  'nothing called for it': 'why.nothing',
  'one conversation does not tell how conversations differ': 'why.one',
  'nothing has a score': 'why.noScore',
  'all scores are the same: how they spread is not known': 'why.alike',
  'it takes two reviews of the random sample at least': 'why.reviews',
  'people and machine differ by the same everywhere: how they spread is not known': 'why.differ',
  items: 'why.items',
  unanswered: 'why.unanswered',
} as const

const capital = (text: string) => text.replace(/^\p{Ll}/u, (first) => first.toUpperCase())

/** Names of rows, measures and periods in the reader's language. */
export function useLabels() {
  const t = useAnalytics()
  const common = useCommon()
  const language = useLanguage()
  const { skillName, behaviourName } = useLibrary()
  const skill = (id: string) => capital(skillName(id))
  const behaviour = (id: string) => capital(behaviourName(id))
  const name = (by: Rows, { id, name }: Pick<Told, 'id' | 'name'>) => {
    if (isTime(by)) return periodName(id, language)
    if (by === 'skill') return skill(id)
    if (by === 'share') return t(`share.${id as Share}`)
    if (by === 'class') return t(`class.${id as Class}`)
    const channel = CHANNELS.find((known) => known === id)
    if (by === 'channel') return channel ? common(`channel.${channel}`) : id
    const spoken = LANGUAGES.find((known) => known === id)
    if (by === 'language') return spoken ? common(`language.${spoken}`) : id
    return name
  }
  return {
    skill,
    behaviour,
    name,
    short: (by: Rows, row: Pick<Told, 'id' | 'name'>) => (isTime(by) ? periodShort(row.id, language) : name(by, row)),
    measure: (measure: Measures) => {
      if (measure.startsWith('skill:')) return t('measure.skill', { name: skill(measure.slice(6)) })
      if (measure.startsWith('behaviour:')) return t('measure.behaviour', { name: behaviour(measure.slice(10)) })
      return t(`measure.${measure as 'score' | Share | 'skills' | 'episodes' | 'accuracy'}`)
    },
    value: (measure: Measures, value: number | null | undefined) =>
      measure === 'score' ? points(value) : percent(value),
    /** Where a heading says already what is counted. */
    brief: (measure: Measures) => {
      if (measure.startsWith('skill:')) return skill(measure.slice(6))
      const share = SHARES.find((known) => known === measure)
      return share ? t(`share.${share}`) : t('measure.score')
    },
    /** Of how many it is the rate; nothing for means. */
    taken: (measure: Measures, { taken, of }: Pick<Told, 'taken' | 'of'>) => {
      const unit = unitOf(measure)
      return taken === undefined || of === undefined || unit === 'points' ? '' : t(`taken.${unit}`, { taken, of })
    },
    why: (why: string | null | undefined) => {
      if (!why) return common('noInterval')
      const known = Object.hasOwn(WHYS, why) ? WHYS[why as keyof typeof WHYS] : undefined
      return known ? t(known) : why
    },
    period: ({ from, until }: Sieve) => {
      const [first, last] = [from && periodName(from, language), until && periodName(until, language)]
      if (first && last) return t('between', { from: first, until: last })
      return first ? t('fromOn', { day: first }) : last ? t('upTo', { day: last }) : t('allTime')
    },
  }
}
