import { Select } from '@mantine/core'

/** The choice of the language of somebody's pages; each is called as its speakers call it. */
export function LanguageSelect({
  label,
  value,
  onChange,
}: {
  label: string
  value: string
  onChange: (language: string) => void
}) {
  return (
    <Select
      label={label}
      allowDeselect={false}
      data={[
        { value: 'en', label: 'English' },
        { value: 'zh', label: '中文' },
      ]}
      value={value}
      onChange={(chosen) => onChange(chosen ?? value)}
    />
  )
}
