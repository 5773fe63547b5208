import { ActionIcon, Kbd, TextInput } from '@mantine/core'
import { IconSearch, IconX } from '@tabler/icons-react'
import { type RefObject, useEffect, useRef, useState } from 'react'
import { one, useAddress } from '~/search'
import { useListWords } from '../list/words'

const PAUSE = 350

/** Full-text search: asks when typing pauses, at once on Enter, and never in the middle of composing Chinese. */
export function SearchBox({ field }: { field: RefObject<HTMLInputElement | null> }) {
  const t = useListWords()
  const { search, change } = useAddress()
  const asked = one(search.q) ?? ''
  const [typed, setTyped] = useState(asked)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  // A view or a chip may change it from outside.
  useEffect(() => setTyped(asked), [asked])
  useEffect(() => () => clearTimeout(timer.current), [])

  const ask = (text: string) => {
    clearTimeout(timer.current)
    if (text.trim() !== asked) change({ q: text.trim() || undefined })
  }
  const later = (text: string) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => ask(text), PAUSE)
  }
  return (
    <TextInput
      ref={field}
      value={typed}
      flex={1}
      miw={220}
      aria-label={t('search')}
      placeholder={t('searchHint')}
      leftSection={<IconSearch size={16} aria-hidden />}
      rightSection={
        typed ? (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('searchClear')}
            onClick={() => {
              setTyped('')
              ask('')
              field.current?.focus()
            }}
          >
            <IconX size={16} aria-hidden />
          </ActionIcon>
        ) : (
          <Kbd size="xs" aria-hidden visibleFrom="sm">
            /
          </Kbd>
        )
      }
      onChange={({ currentTarget, nativeEvent }) => {
        setTyped(currentTarget.value)
        if (!(nativeEvent as InputEvent).isComposing) later(currentTarget.value)
      }}
      onCompositionEnd={({ currentTarget }) => later(currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter') ask(typed)
        if (event.key === 'Escape') field.current?.blur()
      }}
    />
  )
}
