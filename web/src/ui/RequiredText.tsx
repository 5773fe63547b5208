import { TextInput, type TextInputProps } from '@mantine/core'
import { words } from '~/words/i18n'

const useWords = words('requiredText', { missing: 'Please fill this in' }, { missing: '请填写' })

/** A line that may not stay empty; once sending was tried, it says so. */
export function RequiredText({
  value,
  onChange,
  tried,
  missing,
  ...rest
}: {
  value: string
  onChange: (value: string) => void
  tried: boolean
  /** Instead of the usual words, where it is empty. */
  missing?: string
} & Omit<TextInputProps, 'value' | 'onChange' | 'error'>) {
  const t = useWords()
  return (
    <TextInput
      required
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      error={tried && !value.trim() ? (missing ?? t('missing')) : null}
      {...rest}
    />
  )
}
