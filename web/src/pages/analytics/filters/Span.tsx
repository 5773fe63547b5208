import { Select } from '@mantine/core'
import { DatePickerInput, type DatesRangeValue } from '@mantine/dates'
import { useEffect, useState } from 'react'
import { useCalendar } from '~/ui/useCalendar'
import { words } from '~/words/i18n'
import type { SPANS, Span as Wanted } from '../asked'
import { useAsked } from '../useAsked'

const useWords = words(
  'analyticsSpan',
  {
    period: 'Period',
    '4w': 'Last 4 weeks',
    '12w': 'Last 12 weeks',
    '12m': 'Last 12 months',
    all: 'All time',
    days: 'From … until …',
    choose: 'First and last day',
  },
  {
    period: '时间范围',
    '4w': '近 4 周',
    '12w': '近 12 周',
    '12m': '近 12 个月',
    all: '全部时间',
    days: '自选起止日期',
    choose: '首日与末日',
  },
)

const CHOICES: Wanted[] = ['4w', '12w', '12m', 'all', 'days']

/** Of when: a span that ends today, all time, or a first and a last day. */
export function Span() {
  const t = useWords()
  const calendar = useCalendar()
  const { span, sieve, change } = useAsked()
  const [choosing, setChoosing] = useState(false)
  const shown: Wanted = choosing ? 'days' : span
  const [days, setDays] = useState<DatesRangeValue<string>>([sieve.from ?? null, sieve.until ?? null])
  // A preset or a link may change them from outside.
  useEffect(() => setDays([sieve.from ?? null, sieve.until ?? null]), [sieve.from, sieve.until])
  return (
    <>
      <Select
        size="xs"
        w={132}
        aria-label={t('period')}
        allowDeselect={false}
        data={CHOICES.map((value) => ({ value, label: t(value as keyof typeof SPANS | 'days') }))}
        value={shown}
        onChange={(value) => {
          setChoosing(value === 'days')
          if (value !== 'days')
            change({ period: value === '12w' || !value ? undefined : value, from: undefined, until: undefined })
        }}
      />
      {shown === 'days' && (
        <DatePickerInput
          type="range"
          size="xs"
          miw={210}
          allowSingleDateInRange
          aria-label={t('choose')}
          placeholder={t('choose')}
          {...calendar}
          value={days}
          onChange={(chosen) => {
            setDays(chosen)
            const [from, until] = chosen
            if (from && until) change({ from, until, period: undefined })
          }}
        />
      )}
    </>
  )
}
