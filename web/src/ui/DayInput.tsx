import '@mantine/dates/styles.css'
import 'dayjs/locale/zh-cn'
import { DateInput, type DateInputProps } from '@mantine/dates'
import { useCommon } from '~/words/common'
import { useLanguage } from '~/words/i18n'
import { typedDay } from './day'

/** A day, typed or chosen in a calendar, in the language of the page; `YYYY-MM-DD`, and empty for none. */
export function DayInput({
  value,
  onChange,
  ...rest
}: Pick<
  DateInputProps,
  'label' | 'description' | 'inputWrapperOrder' | 'required' | 'error' | 'minDate' | 'w' | 'maw' | 'onFocus' | 'onBlur'
> & { value?: string; onChange: (day: string) => void }) {
  const common = useCommon()
  const chinese = useLanguage() === 'zh'
  return (
    <DateInput
      locale={chinese ? 'zh-cn' : 'en'}
      firstDayOfWeek={1}
      weekendDays={[]}
      valueFormat={chinese ? 'YYYY年M月D日' : 'D MMM YYYY'}
      dateParser={typedDay}
      clearable={!rest.required}
      clearButtonProps={{ 'aria-label': common('clearDay') }}
      placeholder={common('aDay')}
      value={value || null}
      onChange={(day) => onChange(day ?? '')}
      {...rest}
    />
  )
}
