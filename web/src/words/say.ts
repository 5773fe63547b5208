import dayjs from 'dayjs'
import { language, useLanguage } from './i18n'

/** A text of the API in the reader's language. */
export const inLanguage = (text: { en: string; zh: string } | null | undefined, in_: 'en' | 'zh' = language()) =>
  text ? text[in_] || text.en : ''

export const useTextOf = () => {
  const read = useLanguage()
  return (text: { en: string; zh: string } | null | undefined) => inLanguage(text, read)
}

/** `2 Nov 2026`, `2026年11月2日`; from milliseconds since 1970, in the reader's time zone. */
export const day = (ms: number) => dayjs(ms).format(language() === 'zh' ? 'YYYY年M月D日' : 'D MMM YYYY')

/** The same with hours and minutes. */
export const moment = (ms: number) => `${day(ms)} ${dayjs(ms).format('HH:mm')}`

/** `4:05` of a turn, from milliseconds since the conversation began. */
export const clock = (ms: number) => {
  const seconds = Math.floor(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}

/** 0–1 as whole percent. */
export const percent = (rate: number | null | undefined) => (rate == null ? '–' : `${Math.round(rate * 100)} %`)

/** 0–100 points, with one decimal where it says something. */
export const points = (score: number | null | undefined) => (score == null ? '–' : String(Math.round(score * 10) / 10))

/** Whole numbers with their separators. */
export const count = (n: number) => n.toLocaleString(language() === 'zh' ? 'zh-CN' : 'en-GB')
