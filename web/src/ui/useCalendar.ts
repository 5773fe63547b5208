import '@mantine/dates/styles.css'
import 'dayjs/locale/zh-cn'
import { useLanguage } from '~/words/i18n'

/** How a calendar and its days are written in the language of the page; weeks begin on Monday. */
export function useCalendar() {
  const chinese = useLanguage() === 'zh'
  return {
    locale: chinese ? 'zh-cn' : 'en',
    firstDayOfWeek: 1 as const,
    weekendDays: [],
    valueFormat: chinese ? 'YYYY年M月D日' : 'D MMM YYYY',
    monthLabelFormat: chinese ? 'YYYY年M月' : 'MMMM YYYY',
    yearLabelFormat: chinese ? 'YYYY年' : 'YYYY',
  }
}
