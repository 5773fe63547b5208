import i18next from 'i18next'
import { initReactI18next, useTranslation } from 'react-i18next'

export type Language = 'en' | 'zh'

const KEPT = 'rapport.language'

/** The language before anybody signed in: what was chosen here last, else what the browser asks for. */
const first = (): Language => {
  const kept = localStorage.getItem(KEPT)
  if (kept === 'en' || kept === 'zh') return kept
  return navigator.language.toLowerCase().startsWith('zh') ? 'zh' : 'en'
}

i18next.use(initReactI18next).init({
  lng: first(),
  fallbackLng: 'en',
  resources: {},
  interpolation: { escapeValue: false },
  returnNull: false,
})

export const speak = (language: Language) => {
  localStorage.setItem(KEPT, language)
  document.documentElement.lang = language === 'zh' ? 'zh-Hans' : 'en'
  if (i18next.language !== language) void i18next.changeLanguage(language)
}
speak(first())

/** The language that pages are read in. */
export const useLanguage = (): Language => (useTranslation().i18n.language === 'zh' ? 'zh' : 'en')
export const language = (): Language => (i18next.language === 'zh' ? 'zh' : 'en')

type Base<Key> = Key extends `${infer Stem}_one` ? Stem : Key extends `${infer Stem}_other` ? Stem : Key
type Values = Record<string, string | number>

/** Says a text by its key; `{{name}}` in it is filled from the values, `count` chooses `_one` or `_other`. */
export type Say<En> = (key: Base<keyof En & string>, values?: Values) => string

/** Chinese has no plural: of `x_one` and `x_other` it has the second alone. */
type Chinese<En> = { [Key in keyof En as Key extends `${string}_one` ? never : Key]: string }

/**
 * The words of one area in both languages, as a hook: `const useWords = words('lists', {…}, {…})`, then `const t = useWords()`.
 * A key that Chinese lacks, or that nobody declared, does not compile.
 */
export function words<En extends Record<string, string>>(area: string, en: En, zh: Chinese<En>): () => Say<En> {
  i18next.addResourceBundle('en', area, en, true, true)
  i18next.addResourceBundle('zh', area, zh, true, true)
  return () => useTranslation(area).t as unknown as Say<En>
}
