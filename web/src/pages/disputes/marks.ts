import type { Of } from '~/api/client'

type Evidence = Of<'EvidenceOut'>
type Item = Of<'ItemOut'>

/** The item of an evaluation by its id. */
export const itemIn = (evaluation: Of<'EvaluationOut'> | undefined, item: string): Item | undefined =>
  evaluation?.sections.flatMap((section) => section.items).find((one) => one.item === item)

/** What an evaluation kept of a mark: the quote of a finding, or the turns that were searched for what was missed. */
export interface Mark {
  quote?: string
  missed: boolean
  /** Whether it counts for the agent. */
  good: boolean
  searched?: [number, number]
}

const sameMark = (evidence: Evidence, finding: string) =>
  (evidence.kind === 'said' && evidence.finding === finding) ||
  (evidence.kind === 'missed' && evidence.opportunity === finding)

/** The disputed mark among an item's evidence. */
export function markIn(item: Item | undefined, finding: string): Mark | undefined {
  const evidence = item?.evidence.find((one) => sameMark(one, finding))
  if (evidence?.kind === 'said') return { quote: evidence.quote, missed: false, good: evidence.for }
  if (evidence?.kind !== 'missed') return undefined
  const [from, to] = evidence.searched ?? []
  return {
    missed: true,
    good: false,
    ...(typeof from === 'number' && typeof to === 'number' && { searched: [from, to] }),
  }
}

/** An evaluation's answer to an item, its share as 0–100. */
export const answerIn = (item: Item | undefined) =>
  item && {
    share: item.share == null ? null : item.share * 100,
    na: item.answer === 'not_applicable',
  }

/** Conversations that were sent to be read again, and how many hold the mark when all of them have been. */
export interface Sent {
  count: number
  left: number
}

/** How many of those that were sent have been read again, from how many conversations still hold the mark. */
export const readAgain = ({ count, left }: Sent, total: number) => Math.min(count, Math.max(0, count - (total - left)))

/** A difference of scores with its sign: `+3.4`, `−12`; none where one of them is no number. */
export function difference(before: number | null | undefined, after: number | null | undefined): string | null {
  if (before == null || after == null) return null
  const by = Math.round((after - before) * 10) / 10
  return by < 0 ? `−${-by}` : `+${by}`
}
