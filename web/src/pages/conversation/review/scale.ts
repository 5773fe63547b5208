import type { FormItem, Given } from './draft'

/** An answer that an item's scale allows: what is sent, and how it is called. */
export interface Option {
  key: string
  given: Given
  label: 'yes' | 'no' | 'na' | { share: number } | { step: number } | { choice: FormItem['text'] }
  /** What the step means, in the form's words. */
  anchor?: FormItem['text']
}

const share = (value: number): Given => ({ share: value })

/** The answers of an item from best to worst, "does not apply" last; none for items that are answered in words. */
export function optionsOf(item: Pick<FormItem, 'scale' | 'may_be_not_applicable' | 'choices' | 'anchors'>): Option[] {
  const steps = (first: number, last: number): Option[] =>
    Array.from({ length: last - first + 1 }, (_, at) => last - at).map((step) => ({
      key: `step${step}`,
      given: share(((step - first) / (last - first)) * 100),
      label: { step },
      anchor: item.anchors[String(step)],
    }))
  const own = (): Option[] => {
    switch (item.scale) {
      case '0-2':
        return steps(0, 2)
      case '1-5':
        return steps(1, 5)
      case 'choice':
        return (item.choices ?? []).map(({ choice, share: points, text }) => ({
          key: `choice-${choice}`,
          // A choice without points is kept in words: the API has no other place for it.
          given: points == null ? { text: choice } : share(points),
          label: { choice: text },
        }))
      case 'text':
        return []
      case 'share':
        return [
          { key: 'yes', given: share(100), label: 'yes' },
          ...[75, 50, 25].map(
            (value): Option => ({ key: `share${value}`, given: share(value), label: { share: value } }),
          ),
          { key: 'no', given: share(0), label: 'no' },
        ]
      default:
        return [
          { key: 'yes', given: share(100), label: 'yes' },
          { key: 'no', given: share(0), label: 'no' },
        ]
    }
  }
  return item.may_be_not_applicable ? [...own(), { key: 'na', given: { na: true }, label: 'na' }] : own()
}

/** Whether an answer is this option. */
export const isOption = ({ given }: Option, answer: Given | undefined) =>
  answer !== undefined &&
  (answer.share ?? null) === (given.share ?? null) &&
  (answer.na ?? false) === (given.na ?? false) &&
  (given.text === undefined || given.text === answer.text)

/** A share as the step of a scale: 75 on `1-5` is 4; none where the scale has no steps. */
export function stepOf(value: number, scale: string): { step: number; most: number } | undefined {
  if (scale === '0-2') return { step: Math.round(value / 50), most: 2 }
  if (scale === '1-5') return { step: 1 + Math.round(value / 25), most: 5 }
  return undefined
}
