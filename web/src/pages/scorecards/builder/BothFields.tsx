import { SimpleGrid } from '@mantine/core'
import { words } from '~/words/i18n'
import type { Both } from './model'
import { TypedText } from './Typed'

const useWords = words(
  'bothfields',
  { en: '{{label}} (English)', zh: '{{label}} (Chinese)' },
  { en: '{{label}}（英文）', zh: '{{label}}（中文）' },
)

/** A text of the form in both languages, beside each other. */
export function BothFields({
  label,
  value,
  onTyped,
  error,
  required,
}: {
  label: string
  value: Both
  onTyped: (language: 'en' | 'zh', text: string) => void
  error?: string
  required?: boolean
}) {
  const t = useWords()
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} spacing="sm">
      {(['en', 'zh'] as const).map((language) => (
        <TypedText
          key={language}
          label={t(language, { label })}
          lang={language}
          value={value[language]}
          onTyped={(text) => onTyped(language, text)}
          error={language === 'en' ? error : error && true}
          required={required}
          withAsterisk={false}
        />
      ))}
    </SimpleGrid>
  )
}
