/** One line of how an item is answered or when it applies: a sentence by its key, with values and the behaviours that it names. */
export interface Line {
  key: LineKey
  values?: Record<string, string | number>
  behaviours?: string[]
}

export type LineKey =
  | 'rate'
  | 'rateOr'
  | 'rateCalled'
  | 'rateCalledLevel'
  | 'band'
  | 'present'
  | 'presentLevel'
  | 'presentEvent'
  | 'otherwise.no'
  | 'otherwise.open'
  | 'otherwise.na'
  | 'absent'
  | 'limit'
  | 'limitAllowed'
  | 'dosage'
  | 'for'
  | 'against'
  | 'event'
  | 'outcome.resolved'
  | 'outcome.result_code'
  | 'masked'
  | 'onChannels'
  | 'found'
  | 'foundLevel'
  | 'timed'
  | 'agentTurns'
  | 'customerWords'

type Obj = Record<string, unknown>

const isObj = (value: unknown): value is Obj => typeof value === 'object' && value !== null && !Array.isArray(value)
const obj = (value: unknown): Obj => (isObj(value) ? value : {})
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : [])
const num = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)

const bands = (value: unknown): Line[] =>
  Object.entries(obj(value))
    .map(([from, earns]) => [Number(from), Number(earns)] as const)
    .sort(([a], [b]) => a - b)
    .map(([from, earns]) => ({ key: 'band', values: { from, earns } }))

function rate(part: Obj): Line[] {
  const called = isObj(part.called_for) ? part.called_for : undefined
  const level = num(called?.level)
  return [
    ...(list(part.of).length ? [{ key: 'rate' as const, behaviours: list(part.of) }] : []),
    ...(list(part.or).length ? [{ key: 'rateOr' as const, behaviours: list(part.or) }] : []),
    ...(called
      ? [
          {
            key: level ? ('rateCalledLevel' as const) : ('rateCalled' as const),
            values: { within: num(called.within) ?? 0, level: level ?? 0 },
            behaviours: list(called.any),
          },
        ]
      : []),
    ...bands(part.bands),
  ]
}

function present(part: Obj): Line[] {
  const level = num(part.level)
  const otherwise = String(part.otherwise ?? 'no') as 'no' | 'open' | 'na'
  return [
    { key: level ? 'presentLevel' : 'present', values: { level: level ?? 0 }, behaviours: list(part.any) },
    ...(part.event ? [{ key: 'presentEvent' as const, values: { event: String(part.event) } }] : []),
    { key: `otherwise.${otherwise}` },
  ]
}

/** How the machine answers, line by line; empty where it does not. */
export function howLines(how: unknown): Line[] {
  const { rate: asRate, present: asPresent, absent, limit, dosage, balance, event, outcome, masked } = obj(how)
  if (asRate !== undefined) return rate(obj(asRate))
  if (asPresent !== undefined) return present(obj(asPresent))
  if (absent !== undefined) return [{ key: 'absent', behaviours: list(obj(absent).any) }]
  if (limit !== undefined) {
    const { any, allowed, each } = obj(limit)
    return [
      {
        key: num(allowed) ? 'limitAllowed' : 'limit',
        values: { allowed: num(allowed) ?? 0, each: num(each) ?? 0 },
        behaviours: list(any),
      },
    ]
  }
  if (dosage !== undefined) {
    const { any, from, to } = obj(dosage)
    return [{ key: 'dosage', values: { from: num(from) ?? 0, to: num(to) ?? 0 }, behaviours: list(any) }]
  }
  if (balance !== undefined)
    return [
      { key: 'for', behaviours: list(obj(balance).for) },
      { key: 'against', behaviours: list(obj(balance).against) },
      ...bands(obj(balance).bands),
    ]
  if (event !== undefined) return [{ key: 'event', values: { event: String(event) } }]
  if (outcome === 'resolved' || outcome === 'result_code') return [{ key: `outcome.${outcome}` }]
  if (masked !== undefined) return [{ key: 'masked', values: { kinds: list(obj(masked).any).join(', ') } }]
  return []
}

/** When an item applies, line by line; empty where always. */
export function appliesLines(applies: unknown): Line[] {
  const { channels, found, level, timed, agent_turns, customer_words } = obj(applies)
  const lines: Line[] = []
  if (list(channels).length) lines.push({ key: 'onChannels', values: { channels: list(channels).join(' ') } })
  if (list(found).length)
    lines.push({
      key: num(level) ? 'foundLevel' : 'found',
      values: { level: num(level) ?? 0 },
      behaviours: list(found),
    })
  if (timed === true) lines.push({ key: 'timed' })
  if (num(agent_turns)) lines.push({ key: 'agentTurns', values: { count: num(agent_turns) ?? 0 } })
  if (num(customer_words)) lines.push({ key: 'customerWords', values: { count: num(customer_words) ?? 0 } })
  return lines
}

export interface Guidance {
  note?: { en: string; zh: string }
  good: { en: string[]; zh: string[] }
  bad: { en: string[]; zh: string[] }
}

const both = (value: unknown) => ({ en: list(obj(value).en), zh: list(obj(value).zh) })

/** The guidance of an item, from its text; none where there is none. */
export function guidanceOf(value: unknown): Guidance | undefined {
  if (!isObj(value)) return undefined
  const note = isObj(value.note) ? { en: String(value.note.en ?? ''), zh: String(value.note.zh ?? '') } : undefined
  return { note, good: both(value.good), bad: both(value.bad) }
}
