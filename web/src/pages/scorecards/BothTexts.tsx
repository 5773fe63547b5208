import { Text, type TextProps } from '@mantine/core'
import type { ReactNode } from 'react'
import { useLanguage } from '~/words/i18n'

/** A text of a form in the reader's language, and in the other one below it where both are wanted. */
export function BothTexts({
  text,
  both,
  after,
  ...props
}: { text: { en: string; zh: string }; both: boolean; after?: ReactNode } & TextProps) {
  const language = useLanguage()
  const other = language === 'zh' ? 'en' : 'zh'
  return (
    <>
      <Text component="div" {...props} lang={language}>
        {text[language] || text[other]}
        {after}
      </Text>
      {both && (
        <Text component="div" size="sm" c="dimmed" lang={other}>
          {text[other]}
        </Text>
      )}
    </>
  )
}
