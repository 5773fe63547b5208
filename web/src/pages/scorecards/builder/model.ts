/** A draft as its form shows it; what is missing or odd in the text is empty here, and the server says what is wrong with it. */
export interface Both {
  en: string
  zh: string
}
export interface Choice {
  id: string
  text: Both
  share?: number
}
export interface Example {
  say: string
  answer: string
  channel?: string
}
export interface Applies {
  channels: string[]
  found: string[]
  level?: number
  timed: boolean
  agent_turns?: number
  customer_words?: number
}
export interface Item {
  id: string
  text: Both
  kind: string
  weight: number
  class: string
  critical: boolean
  scale: string
  choices: Choice[]
  naAllowed: boolean
  naWhen: Both
  how?: Record<string, unknown>
  applies: Applies
  anchors: Record<string, Both>
  note: Both
  good: { en: string[]; zh: string[] }
  bad: { en: string[]; zh: string[] }
  examples: Example[]
}
export interface Section {
  id: string
  name: Both
  items: Item[]
}
export interface Form {
  id: string
  version: number
  name: Both
  about: Both
  channels: string[]
  pass?: number
  gates: Record<string, number>
  sections: Section[]
}

type Obj = Record<string, unknown>
export const obj = (value: unknown): Obj =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Obj) : {}
const text = (value: unknown) => (value == null ? '' : String(value))
const both = (value: unknown): Both => ({ en: text(obj(value).en), zh: text(obj(value).zh) })
export const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : [])
const lists = (value: unknown) => ({ en: list(obj(value).en), zh: list(obj(value).zh) })
export const num = (value: unknown): number | undefined => (typeof value === 'number' ? value : undefined)
const each = <Out>(value: unknown, make: (one: Obj) => Out): Out[] =>
  Array.isArray(value) ? value.map((one) => make(obj(one))) : []

function itemOf(item: Obj): Item {
  const applies = obj(item.applies)
  const guidance = obj(item.guidance)
  const critical = item.critical === true
  return {
    id: text(item.id),
    text: both(item.text),
    kind: text(item.kind),
    weight: num(item.weight) ?? 0,
    class: text(item.class) || 'non_critical',
    critical,
    scale: text(item.scale) || (critical ? 'yes_no' : 'share'),
    choices: each(item.choices, (one) => ({ id: text(one.id), text: both(one.text), share: num(one.share) })),
    naAllowed: obj(item.na).allowed !== false,
    naWhen: both(obj(item.na).when),
    how: item.how === undefined ? undefined : obj(item.how),
    applies: {
      channels: list(applies.channels),
      found: list(applies.found),
      level: num(applies.level),
      timed: applies.timed === true,
      agent_turns: num(applies.agent_turns),
      customer_words: num(applies.customer_words),
    },
    anchors: Object.fromEntries(Object.entries(obj(item.anchors)).map(([step, meaning]) => [step, both(meaning)])),
    note: both(guidance.note),
    good: lists(guidance.good),
    bad: lists(guidance.bad),
    examples: each(item.examples, (one) => ({
      say: text(one.say),
      answer: text(one.answer),
      channel: one.channel === undefined ? undefined : text(one.channel),
    })),
  }
}

/** What a parsed text holds. */
export function formOf(parsed: unknown): Form {
  const form = obj(parsed)
  const gates = Object.entries(obj(form.gates)).flatMap(([id, least]) =>
    num(least) == null ? [] : [[id, Number(least)]],
  )
  return {
    id: text(form.id),
    version: num(form.version) ?? 0,
    name: both(form.name),
    about: both(form.about),
    channels: list(form.channels),
    pass: num(form.pass),
    gates: Object.fromEntries(gates),
    sections: each(form.sections, (section) => ({
      id: text(section.id),
      name: both(section.name),
      items: each(section.items, itemOf),
    })),
  }
}

/** The points of all questions; a form needs 100. */
export const total = (form: Form) =>
  form.sections.flatMap((section) => section.items).reduce((sum, item) => sum + item.weight, 0)

/** An id that nothing in the form has yet. */
export function freeId(form: Form, stem: string): string {
  const taken = new Set(form.sections.flatMap((section) => [section.id, ...section.items.map((item) => item.id)]))
  for (let n = 1; ; n++) {
    const id = n === 1 ? stem : `${stem}_${n}`
    if (!taken.has(id)) return id
  }
}
