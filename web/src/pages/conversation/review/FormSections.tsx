import { Stack, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Of } from '~/api/client'
import { useTextOf } from '~/words/say'
import type { FormItem } from './draft'

/** The sections of a form, each with its name and what `children` makes of its items. */
export function FormSections({
  sections,
  children,
}: {
  sections: readonly Of<'FormSectionOut'>[]
  children: (item: FormItem) => ReactNode
}) {
  const textOf = useTextOf()
  return (
    <Stack gap="md">
      {sections.map((section) => (
        <Stack key={section.section} gap={6} component="section">
          <Title order={3} size="h6">
            {textOf(section.name)}
          </Title>
          {section.items.map(children)}
        </Stack>
      ))}
    </Stack>
  )
}
