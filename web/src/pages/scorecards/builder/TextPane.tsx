import { Stack, Text } from '@mantine/core'
import { useState } from 'react'
import { LinedText } from './LinedText'
import { Mistakes } from './Mistakes'
import type { Draft } from './useDraft'
import { useBuilderWords } from './words'

/** The draft as its text; mistakes lead to their lines. */
export function TextPane({ draft }: { draft: Draft }) {
  const t = useBuilderWords()
  const [goTo, setGoTo] = useState<{ line: number; at: number }>()
  const wrong = new Set(draft.mistakes.flatMap((one) => one.line ?? []))
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('textAbout')}
      </Text>
      <Mistakes mistakes={draft.mistakes} onGo={({ line }) => line && setGoTo({ line, at: Date.now() })} />
      <LinedText
        label={t('textLabel')}
        value={draft.text}
        onTyped={(text) => draft.setText(text, 'text')}
        wrong={wrong}
        goTo={goTo}
        rows={34}
      />
    </Stack>
  )
}
