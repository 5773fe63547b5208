import { ActionIcon, Button, Group, Paper, Stack, Text, Textarea, UnstyledButton } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconPencil, IconTrash } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { moment } from '~/words/say'
import { useReading } from '../reading/Reading'
import { PlaceQuote } from './PlaceQuote'
import { type Note, useNotes } from './useNotes'

const useWords = words(
  'noteCard',
  { changed: 'changed', sure: 'Delete this note?', sureAbout: 'It cannot be brought back.', text: 'Text of the note' },
  { changed: '已修改', sure: '删除这条备注？', sureAbout: '删除后无法恢复。', text: '备注内容' },
)

/** One note: who, when, on which words, what; its author changes it. */
export function NoteCard({ note }: { note: Note }) {
  const t = useWords()
  const common = useCommon()
  const tell = useTellProblem()
  const { goTo, turn } = useReading()
  const { edit, remove } = useNotes()
  const [draft, setDraft] = useState<string>()
  const keep = useMutation({
    mutationFn: (text: string) => edit(note.id, text),
    onSuccess: () => setDraft(undefined),
    onError: tell,
  })
  const gone = useMutation({ mutationFn: () => remove(note.id), onError: tell })
  const ask = () =>
    modals.openConfirmModal({
      title: t('sure'),
      children: t('sureAbout'),
      labels: { confirm: common('delete'), cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => gone.mutate(),
    })
  const place = note.turn == null ? undefined : note.turn
  return (
    <Paper p="sm" style={place !== undefined && place === turn ? { borderColor: 'var(--neutral)' } : undefined}>
      <Stack gap={6}>
        <Group gap={6} justify="space-between" wrap="nowrap">
          <Text size="sm" fw={600}>
            {note.author.name || common('somebody')}
          </Text>
          <Group gap={2} wrap="nowrap">
            <Text size="xs" c="dimmed">
              {moment(note.created_ms)}
              {note.changed_ms != null && note.changed_ms > note.created_ms && ` · ${t('changed')}`}
            </Text>
            {note.own && (
              <ActionIcon
                size="sm"
                variant="subtle"
                color="gray"
                aria-label={common('edit')}
                onClick={() => setDraft(note.text)}
              >
                <IconPencil size={15} aria-hidden />
              </ActionIcon>
            )}
            {note.yours_to_delete && (
              <ActionIcon size="sm" variant="subtle" color="gray" aria-label={common('delete')} onClick={ask}>
                <IconTrash size={15} aria-hidden />
              </ActionIcon>
            )}
          </Group>
        </Group>
        {place !== undefined && (
          <UnstyledButton onClick={() => goTo(place)}>
            <PlaceQuote place={{ turn: place, start: note.start ?? undefined, end: note.end ?? undefined }} />
          </UnstyledButton>
        )}
        {draft === undefined ? (
          <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {note.text}
          </Text>
        ) : (
          <Stack gap={6}>
            <Textarea
              aria-label={t('text')}
              autosize
              autoFocus
              value={draft}
              onChange={(event) => setDraft(event.currentTarget.value)}
            />
            <Group gap="xs" justify="flex-end">
              <Button size="compact-sm" variant="default" onClick={() => setDraft(undefined)}>
                {common('cancel')}
              </Button>
              <Button
                size="compact-sm"
                disabled={!draft.trim()}
                loading={keep.isPending}
                onClick={() => keep.mutate(draft.trim())}
              >
                {common('save')}
              </Button>
            </Group>
          </Stack>
        )}
      </Stack>
    </Paper>
  )
}
