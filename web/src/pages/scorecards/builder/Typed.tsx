import { Textarea, type TextareaProps, TextInput, type TextInputProps } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'

const SOON = 350

/** What is typed, at once on the screen and a moment later in the draft; what comes from elsewhere (undo) is taken over. */
function useTyped(value: string, onTyped: (value: string) => void) {
  const [shown, show] = useState(value)
  const told = useRef(value)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const pending = useRef<string>(undefined)
  useEffect(() => {
    if (value !== told.current) {
      told.current = value
      show(value)
    }
  }, [value])
  const tell = () => {
    clearTimeout(timer.current)
    const next = pending.current
    if (next === undefined || next === told.current) return
    told.current = next
    onTyped(next)
  }
  const telling = useRef(tell)
  telling.current = tell
  useEffect(() => () => telling.current(), [])
  return {
    value: shown,
    onChange: (event: { currentTarget: { value: string } }) => {
      show(event.currentTarget.value)
      pending.current = event.currentTarget.value
      clearTimeout(timer.current)
      timer.current = setTimeout(() => telling.current(), SOON)
    },
    onBlur: tell,
  }
}

type Own = { value: string; onTyped: (value: string) => void }

/** A line of a draft. */
export function TypedLine({ value, onTyped, ...props }: Own & Omit<TextInputProps, 'value' | 'onChange' | 'onBlur'>) {
  return <TextInput {...props} {...useTyped(value, onTyped)} />
}

/** A text of a draft that may have several lines. */
export function TypedText({ value, onTyped, ...props }: Own & Omit<TextareaProps, 'value' | 'onChange' | 'onBlur'>) {
  return <Textarea autosize minRows={1} maxRows={12} {...props} {...useTyped(value, onTyped)} />
}
