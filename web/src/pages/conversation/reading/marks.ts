import type { Of } from '~/api/client'
import { type Polarity, polarityOf } from '~/ui/polarity'

export type Whole = Of<'ConversationOut'>
export type Turn = Of<'TurnOut'>
export type Finding = Of<'FindingOut'>
export type Opportunity = Of<'OpportunityOut'>
export type Episode = Of<'EpisodeOut'>

/** Something to point at: a finding at its words, or a missed opportunity behind the turns that were searched for it. */
export interface Mark {
  id: string
  behaviour: string
  polarity: Polarity
  /** The turn beside which it shows. */
  turn: number
  hint: boolean
  finding?: Finding
  opportunity?: Opportunity
}

/** A pair of the API, which its types know as a list. */
export function pairOf(list: readonly number[] | null | undefined): [number, number] | undefined {
  const [first, last] = list ?? []
  return first === undefined || last === undefined ? undefined : [first, last]
}

/** The turn behind which a missed opportunity shows: the last that was searched, or the one that called where nothing followed. */
export const ghostAfter = ({ turn, searched }: Pick<Opportunity, 'turn' | 'searched'>) => searched?.[1] ?? turn

/** Every mark of a conversation in the order of reading: what was said in a turn by place, then what was missed by its end. */
export function marksOf({ findings, opportunities }: Pick<Whole, 'findings' | 'opportunities'>): Mark[] {
  const found = findings.map((finding): Mark & { place: number } => ({
    id: finding.id,
    behaviour: finding.behaviour,
    polarity: polarityOf(finding.polarity),
    turn: finding.turn,
    hint: finding.hint ?? false,
    finding,
    place: finding.start,
  }))
  const missed = opportunities
    .filter(({ taken }) => !taken)
    .map((opportunity): Mark & { place: number } => ({
      id: opportunity.id,
      behaviour: opportunity.behaviour,
      polarity: 'missed',
      turn: ghostAfter(opportunity),
      hint: false,
      opportunity,
      place: Number.MAX_SAFE_INTEGER,
    }))
  return [...found, ...missed].sort((a, b) => a.turn - b.turn || a.place - b.place).map(({ place: _, ...mark }) => mark)
}

/** The next (`1`) or previous (`-1`) mark: from the selected one, or from the turn that is read; none behind the ends. */
export function stepFrom(
  marks: readonly Mark[],
  selected: string | undefined,
  turn: number,
  direction: 1 | -1,
  wanted: (mark: Mark) => boolean = () => true,
): Mark | undefined {
  const at = marks.findIndex(({ id }) => id === selected)
  const ahead =
    at >= 0
      ? direction === 1
        ? marks.slice(at + 1)
        : marks.slice(0, at).reverse()
      : direction === 1
        ? marks.filter((mark) => mark.turn >= turn)
        : marks.filter((mark) => mark.turn < turn).reverse()
  return ahead.find(wanted)
}
