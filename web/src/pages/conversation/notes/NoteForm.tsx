import { Alert, Button, CloseButton, Group, Stack, Text, Textarea } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { tellDone, useProblemText } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { PlaceQuote } from './PlaceQuote'
import { useNotes } from './useNotes'

const useWords = words(
  'noteForm',
  {
    whole: 'Note on the conversation',
    place: 'Note on these words',
    turn: 'Note on this turn',
    write: 'What should others know?',
    keep: 'Keep note',
    instead: 'On the whole conversation instead',
  },
  {
    whole: '对整个会话写备注',
    place: '对这些文字写备注',
    turn: '对此轮写备注',
    write: '希望别人了解什么？',
    keep: '保存备注',
    instead: '改为对整个会话',
  },
)

const MOST = 4_000

/** Writes a note on the conversation, or on the turn or words that were chosen in the transcript. */
export function NoteForm() {
  const t = useWords()
  const common = useCommon()
  const problem = useProblemText()
  const { commented, comment } = useReading()
  const { add } = useNotes()
  const [text, setText] = useState('')
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => {
    if (commented) field.current?.focus()
  }, [commented])
  const keep = useMutation({
    mutationFn: () => add({ ...commented, text: text.trim() }),
    onSuccess: () => {
      setText('')
      comment(undefined)
      tellDone(common('saved'))
    },
  })
  const title = !commented ? t('whole') : commented.start === undefined ? t('turn') : t('place')
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        keep.mutate()
      }}
    >
      <Stack gap="xs">
        {commented && (
          <Group wrap="nowrap" align="flex-start" gap="xs">
            <div style={{ flex: 1, minWidth: 0 }}>
              <PlaceQuote place={commented} />
            </div>
            <CloseButton size="sm" aria-label={t('instead')} title={t('instead')} onClick={() => comment(undefined)} />
          </Group>
        )}
        <Textarea
          ref={field}
          label={title}
          placeholder={t('write')}
          autosize
          minRows={2}
          maxLength={MOST}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && text.trim()) keep.mutate()
          }}
        />
        {keep.error && (
          <Alert color="red" role="alert">
            {problem(keep.error)}
          </Alert>
        )}
        <Group justify="space-between">
          <Text size="xs" c="dimmed">
            Ctrl+Enter
          </Text>
          <Button type="submit" size="xs" disabled={!text.trim()} loading={keep.isPending}>
            {t('keep')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
