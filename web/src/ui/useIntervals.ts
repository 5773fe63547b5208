import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { percent, points } from '~/words/say'
import { dots, type IntervalWords, type Scale, timeSeries } from './intervals'

const useWords = words(
  'intervals',
  { nothing: 'Nothing to tell', nothingCalled: 'Nothing called for it' },
  { nothing: '没有可显示的数据', nothingCalled: '没有出现需要它的时机' },
)

/** The builders of `intervals.ts` with the words of the reader's language: `const { timeSeries, dots } = useIntervals()`. */
export function useIntervals() {
  const t = useWords()
  const common = useCommon()
  const wordsOf = (scale: Scale): IntervalWords => {
    const value = (figure: number) => (scale === 1 ? percent(figure) : points(figure))
    return {
      value,
      interval: (low, high) => common('interval', { low: value(low), high: value(high) }),
      n: (n) => common('n', { n }),
      nothing: scale === 1 ? t('nothingCalled') : t('nothing'),
      noInterval: common('noInterval'),
    }
  }
  return {
    wordsOf,
    timeSeries: (asked: Omit<Parameters<typeof timeSeries>[0], 'words'>) =>
      timeSeries({ ...asked, words: wordsOf(asked.scale) }),
    dots: (asked: Omit<Parameters<typeof dots>[0], 'words'>) => dots({ ...asked, words: wordsOf(asked.scale) }),
  }
}
