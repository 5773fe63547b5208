import type { Of } from '~/api/client'

/** What clips are about: something done well, or a moment that called for it and passed. */
export type Kind = 'done' | 'missed'

/** A place in a conversation with its proof. */
export interface Moment {
  conversation: string
  turn: number
  behaviour: string
  quote: string
  /** Who said it: `customer`, `agent` … */
  party: string
  language: string
  startedMs: number
  /** Of a missed moment: what the agent said in the turns that were searched. */
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
  const languageOf = (turn: number) => turnOf(turn)?.language || language
  if (kind === 'done') {
    const found = whole.findings
      .filter((one) => one.polarity === '+' && !one.hint && wanted.has(one.behaviour))
      .sort((a, b) => b.confidence - a.confidence)[0]
    if (!found) return undefined
    const { behaviour, turn, quote } = found
    return { conversation, startedMs, behaviour, turn, quote, party: 'agent', language: languageOf(turn), answers: [] }
  }
  const missed = whole.opportunities.find((one) => !one.taken && wanted.has(one.behaviour) && turnOf(one.turn)?.text)
  if (!missed) return undefined
  const { behaviour, turn, searched } = missed
  const [first, last] = searched ?? []
  const answers = whole.turns
    .filter((one) => one.party === 'agent' && first != null && last != null && one.turn >= first && one.turn <= last)
    .filter((one) => one.turn !== turn)
    .slice(0, ANSWERS)
    .map((one) => ({ turn: one.turn, text: one.text, language: one.language || language }))
  const { text: quote = '', party = 'customer' } = turnOf(turn) ?? {}
  return { conversation, startedMs, behaviour, turn, quote, party, language: languageOf(turn), answers }
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

/** A text cut after so many characters, at a space where one is near; what is left out shows as dots. */
export function excerpt(text: string, most = 280) {
  const signs = [...text]
  if (signs.length <= most) return text
  const cut = signs.slice(0, most).join('')
  const space = cut.lastIndexOf(' ')
  return `${space > most * 0.8 ? cut.slice(0, space) : cut} …`
}
