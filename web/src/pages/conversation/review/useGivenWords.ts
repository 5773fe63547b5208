import { useTextOf } from '~/words/say'
import type { FormItem, Given } from './draft'
import { stepOf } from './scale'
import { useReviewingWords } from './words'

/** An answer in words: "Yes", "50 %", "4 of 5", "Does not apply". */
export function useGivenWords() {
  const t = useReviewingWords()
  const textOf = useTextOf()
  return (given: Given | undefined, item: Pick<FormItem, 'scale' | 'choices'>): string => {
    if (given?.na) return t('naLong')
    if (given?.share === undefined) {
      const own = item.choices?.find(({ choice }) => choice === given?.text)
      return own ? textOf(own.text) : (given?.text ?? t('open'))
    }
    const step = stepOf(given.share, item.scale)
    if (step) return t('step', step)
    const own = item.choices?.find(({ share }) => share === given.share)
    if (own) return textOf(own.text)
    if (given.share >= 100) return t('yes')
    return given.share <= 0 ? t('no') : t('share', { share: Math.round(given.share) })
  }
}
