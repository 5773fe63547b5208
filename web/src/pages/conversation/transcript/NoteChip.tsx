import { Button } from '@mantine/core'
import { IconNote } from '@tabler/icons-react'
import { useAddress } from '~/search'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'

const useWords = words(
  'noteChip',
  { notes_one: '{{count}} note', notes_other: '{{count}} notes' },
  { notes_other: '{{count}} 条备注' },
)

/** Says that people wrote about a turn, and opens what they wrote. */
export function NoteChip({ turn, count }: { turn: number; count: number }) {
  const t = useWords()
  const { change } = useAddress()
  const { open } = useReading()
  return (
    <Button
      size="compact-xs"
      variant="default"
      leftSection={<IconNote size={13} aria-hidden />}
      onClick={() => {
        change({ tab: 'notes', turn: String(turn) })
        open(true)
      }}
    >
      {t('notes', { count })}
    </Button>
  )
}
