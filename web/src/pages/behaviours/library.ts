import type { Of } from '~/api/client'

export type Brief = Of<'ListedBehaviourOut'>

/** Whether every finding of a behaviour in a language is a hint: less sure than a mark has to be. */
export function hintOnly({ measured }: Pick<Brief, 'measured'>, language: 'en' | 'zh'): boolean {
  const heads = measured?.[language] ?? []
  return heads.length > 0 && heads.every((head) => head.hint_only != null)
}

export interface Which {
  q: string
  side: string
  polarity: string
  tier: string
  /** Only those that are hints in this language. */
  hints?: 'en' | 'zh'
}

/** Whether a behaviour fits what is looked for; words are looked for in names, definitions and ids of both languages. */
export function fits(one: Brief, { q, side, polarity, tier, hints }: Which): boolean {
  const text = [one.id, one.id.replaceAll('_', ' '), one.name.en, one.name.zh, one.definition.en, one.definition.zh]
    .join(' ')
    .toLowerCase()
  return (
    q
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.includes(word)) &&
    (!side || one.side === side || one.side === 'both') &&
    (!polarity || one.polarity === polarity) &&
    (!tier || one.tier === tier) &&
    (!hints || hintOnly(one, hints))
  )
}

export interface Group {
  /** A skill; `customer` for what customers show, `` for the rest. */
  key: string
  behaviours: Brief[]
}

/** Behaviours by skill in the order of the skills, then what customers show. */
export function grouped(behaviours: readonly Brief[], skills: readonly { skill: string }[]): Group[] {
  const groups = new Map<string, Brief[]>()
  for (const one of behaviours) {
    const own = one.skill && one.skill !== 'none' ? one.skill : one.side === 'customer' ? 'customer' : ''
    groups.set(own, [...(groups.get(own) ?? []), one])
  }
  const order = [...skills.map(({ skill }) => skill), 'customer', '']
  return [...groups]
    .map(([key, list]) => ({ key, behaviours: list }))
    .toSorted((a, b) => order.indexOf(a.key) - order.indexOf(b.key))
}

/** A turn of a dialogue as rule files write it. */
export interface Said {
  who: 'agent' | 'customer' | 'system' | 'bot' | 'event'
  text: string
  /** The turn that is meant. */
  meant: boolean
}

const WHO = { A: 'agent', C: 'customer', S: 'system', B: 'bot' } as const

/** `C: … / *A: …` as turns; an event such as `[hold 9-61]` stands by itself. */
export function dialogue(text: string): Said[] {
  return text.split(/\s+\/\s+(?=\*?[ACSB](?:\[[^\]]*\])?:|\[)/).map((part) => {
    const match = /^(\*?)([ACSB])(?:\[[^\]]*\])?:\s*(.*)$/s.exec(part.trim())
    if (!match) return { who: 'event', text: part.trim(), meant: false }
    return { who: WHO[match[2] as 'A'], text: match[3] ?? '', meant: match[1] === '*' }
  })
}
