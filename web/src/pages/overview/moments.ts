import type { Of } from '~/api/client'

/** What clips are about: something done well, or a moment that called for it and passed. */
export type Kind = 'done' | 'missed'

/** A place in a conversation with its proof. */
export interface Moment {
  conversation: string
  turn: number
  behaviour: string
  /** The whole turn, of which `mark` is what was found, in code points. */
  quote: string
  mark?: readonly [number, number]
  /** Who said it: `customer`, `agent` … */
  party: string
  language: string
  startedMs: number
  /** Of a missed moment: the turns that were searched, from and to. */
  searched?: readonly [number, number]
  /** Of a missed moment: what the agent said next, as far as it was searched. */
  answers: { turn: number; text: string; language: string }[]
}

type Whole = Pick<Of<'ConversationOut'>, 'conversation' | 'turns' | 'findings'> & {
  opportunities: (Omit<Of<'OpportunityOut'>, 'searched'> & { searched?: readonly number[] | null })[]
}

const ANSWERS = 2

/** The surest moment of a conversation that shows one of the wanted behaviours; none where there is none. Hints are held for and against nobody. */
export function momentIn(whole: Whole, kind: Kind, wanted: ReadonlySet<string>): Moment | undefined {
  const { id: conversation, started_ms: startedMs, language } = whole.conversation
  const turnOf = (turn: number) => whole.turns.find((one) => one.turn === turn)
  const told = (behaviour: string, turn: number) => ({
    conversation,
    startedMs,
    behaviour,
    turn,
    language: turnOf(turn)?.language || language,
    answers: [],
  })
  if (kind === 'done') {
    const found = whole.findings
      .filter((one) => one.polarity === '+' && !one.hint && wanted.has(one.behaviour))
      .sort((a, b) => b.confidence - a.confidence)[0]
    if (!found) return undefined
    const { behaviour, turn, start, end } = found
    const quote = turnOf(turn)?.text ?? found.quote
    const mark = quote === found.quote ? undefined : ([start, end] as const)
    return { ...told(behaviour, turn), quote, party: 'agent', ...(mark ? { mark } : {}) }
  }
  const missed = whole.opportunities.find((one) => !one.taken && wanted.has(one.behaviour) && turnOf(one.turn)?.text)
  if (!missed) return undefined
  const { behaviour, turn } = missed
  const [first, last] = missed.searched ?? []
  const { text: quote = '', party = 'customer' } = turnOf(turn) ?? {}
  const moment: Moment = { ...told(behaviour, turn), quote, party }
  if (first == null || last == null) return moment
  const answers = whole.turns
    .filter((one) => one.party === 'agent' && one.turn > turn && one.turn >= first && one.turn <= last)
    .slice(0, ANSWERS)
    .map((one) => ({ turn: one.turn, text: one.text, language: one.language || language }))
  return { ...moment, answers, searched: [first, last] }
}

interface Counted {
  behaviour: string
  found: { positive: { count: number } }
  called: { opportunities: number; missed: { count: number } }
}

/** The behaviours that were done, or missed, most often: first those with most. */
export function foremost<Row extends Counted>(
  rows: readonly Row[],
  kind: Kind,
  wanted: (behaviour: string) => boolean,
) {
  const count = (row: Row) => (kind === 'done' ? row.found.positive.count : row.called.missed.count)
  return rows.filter((row) => wanted(row.behaviour) && count(row) > 0).sort((a, b) => count(b) - count(a))
}

/** A turn cut into what stands before, inside and after a mark, in code points; long texts are cut around it, with dots for what is left out. */
export function excerpt(text: string, mark?: readonly [number, number], most = 280): [string, string, string] {
  const signs = [...text]
  const [start, end] = mark ?? [0, 0]
  const from = signs.length <= most ? 0 : Math.max(0, Math.min(start - Math.floor(most / 3), signs.length - most))
  const until = Math.max(Math.min(signs.length, from + most), end)
  const part = (a: number, b: number) => signs.slice(a, b).join('')
  return [
    (from > 0 ? '… ' : '') + part(from, Math.max(start, from)),
    part(start, end),
    part(Math.max(end, from), until) + (until < signs.length ? ' …' : ''),
  ]
}
