import type { Of } from '~/api/client'
import type { useReviewWords } from './words'

export type FormItem = Of<'FormItemOut'>

/** An answer wherever it stands; `share` is 0–100. */
export interface Answered {
  share?: number | null
  na: boolean
  text?: string
}

/** An answer kept in a step of a dispute, whose share is in hundredths of a percent. */
export function keptAnswer(json: unknown): Answered | null {
  if (typeof json !== 'object' || json === null || !('item' in json)) return null
  const { share, na, text } = json as { share?: number | null; na?: boolean; text?: string }
  return { share: share == null ? null : share / 100, na: na === true, text }
}

const STEPS: Record<string, { steps: number; first: number }> = {
  '0-2': { steps: 2, first: 0 },
  '1-5': { steps: 4, first: 1 },
}

/** Two answers that say the same. */
export const same = (a: Answered | null, b: Answered | null) =>
  a === b ||
  (!!a && !!b && a.na === b.na && (a.share ?? null) === (b.share ?? null) && (a.text ?? '') === (b.text ?? ''))

/** The step of a scale that a share stands for: 75 on `1-5` is 4. */
export function stepOf(share: number, scale: string | undefined): { step: number; most: number } | null {
  const known = STEPS[scale ?? '']
  if (!known) return null
  return { step: known.first + Math.round((share / 100) * known.steps), most: known.first + known.steps }
}

/** An answer as a word: "Yes", "Partly (50 %)", "4 of 5", "Does not apply". */
export function answerWords(
  answer: Answered | null | undefined,
  scale: string | undefined,
  t: ReturnType<typeof useReviewWords>,
): string {
  if (!answer) return t('answer.none')
  if (answer.na) return t('answer.na')
  if (answer.share == null) return answer.text || t('answer.open')
  const step = stepOf(answer.share, scale)
  if (step) return t('answer.step', { step: step.step, most: step.most })
  if (answer.share >= 100) return t('answer.yes')
  if (answer.share <= 0) return t('answer.no')
  return t('answer.share', { share: Math.round(answer.share) })
}

/** What a person can answer to an item: a value to send, and what it stands for. */
export interface Choice {
  value: string
  answer: Omit<Of<'AnswerIn'>, 'item'>
  stands: Answered
  /** The form's own words, on the scale `choice`. */
  text?: Of<'TextOut'>
}

/** The answers that an item's scale allows, best first. */
export function choicesOf(item: Pick<FormItem, 'scale' | 'may_be_not_applicable' | 'choices'>): Choice[] {
  const share = (value: number): Choice => ({
    value: String(value),
    answer: { share: value },
    stands: { share: value, na: false },
  })
  const known = STEPS[item.scale]
  const own: Choice[] = item.choices?.length
    ? item.choices.map(({ choice, share: points, text }) => ({
        value: choice,
        answer: points == null ? { choice } : { share: points },
        stands: { share: points, na: false },
        text,
      }))
    : known
      ? Array.from({ length: known.steps + 1 }, (_, at) => share(((known.steps - at) / known.steps) * 100))
      : item.scale === 'share'
        ? [100, 75, 50, 25, 0].map(share)
        : [100, 0].map(share)
  const na: Choice = { value: 'na', answer: { na: true }, stands: { na: true } }
  return item.may_be_not_applicable ? [...own, na] : own
}
