import { Chip, Group } from '@mantine/core'
import { DatePickerInput } from '@mantine/dates'
import dayjs from 'dayjs'
import { one, useAddress } from '~/search'
import { useCalendar } from '~/ui/useCalendar'
import { dayBegins, dayEnds, isPeriod, moment, PERIODS } from './periods'
import { useFilterWords } from './words'

/** When the conversation began: a stretch that moves with the calendar, or days of one's own. */
export function ByDate() {
  const t = useFilterWords()
  const calendar = useCalendar()
  const { search, change } = useAddress()
  const [from, until] = [one(search.from), one(search.until)]
  const dated = !!from || !!until
  const period = one(search.period)
  const local = (text: string | undefined, end: boolean) => {
    const ms = text === undefined ? undefined : moment(text, end)
    return ms === undefined ? null : dayjs(end ? ms - 1 : ms).format('YYYY-MM-DD')
  }
  return (
    <>
      <Chip.Group
        value={!dated && isPeriod(period) ? period : ''}
        onChange={(value) => change({ period: value as string, from: undefined, until: undefined })}
      >
        <Group gap={6}>
          {PERIODS.map((one) => (
            <Chip key={one} value={one} size="xs">
              {t(`period.${one}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      <DatePickerInput
        type="range"
        label={t('range')}
        placeholder={t('pickRange')}
        clearable
        allowSingleDateInRange
        {...calendar}
        maxDate={dayjs().format('YYYY-MM-DD')}
        value={[local(from, false), local(until, true)]}
        onChange={([first, last]) =>
          change({
            period: undefined,
            from: first ? dayBegins(first) : undefined,
            until: last ? dayEnds(last) : undefined,
          })
        }
      />
    </>
  )
}
