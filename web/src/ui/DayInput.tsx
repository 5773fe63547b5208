import { DateInput, type DateInputProps } from '@mantine/dates'
import { useCommon } from '~/words/common'
import { typedDay } from './day'
import { useCalendar } from './useCalendar'

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
  const calendar = useCalendar()
  return (
    <DateInput
      {...calendar}
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
