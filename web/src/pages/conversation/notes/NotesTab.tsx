import { Stack, Text } from '@mantine/core'
import { isProblem } from '~/api/client'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { NoteCard } from './NoteCard'
import { NoteForm } from './NoteForm'
import { useNotes } from './useNotes'

const useWords = words(
  'notes',
  {
    about: 'Everybody who may open this conversation reads these notes, its agent too; clients do not.',
    none: 'No notes yet',
    noneAbout: 'Write one on the whole conversation, or select words in the transcript and comment on exactly these.',
    missing: 'This server keeps no notes yet',
  },
  {
    about: '能打开此会话的人都能看到备注，包括坐席本人；委托方看不到。',
    none: '还没有备注',
    noneAbout: '可以对整个会话写备注，也可以在左侧选中文字后，只对这些文字写备注。',
    missing: '此服务器尚不支持备注',
  },
)

/** What people wrote about the conversation and its moments, and a place to write. */
export function NotesTab() {
  const t = useWords()
  const { query, notes, mayWrite } = useNotes()
  const { commented } = useReading()
  if (isProblem(query.error) && query.error.status === 404) return <Empty title={t('missing')} />
  return (
    <Stack gap="sm">
      {mayWrite && <NoteForm key={JSON.stringify(commented)} />}
      <Text size="xs" c="dimmed">
        {t('about')}
      </Text>
      <Loaded
        query={query}
        isEmpty={(list) => list.length === 0}
        empty={<Empty title={t('none')}>{t('noneAbout')}</Empty>}
      >
        {() => notes.map((note) => <NoteCard key={note.id} note={note} />)}
      </Loaded>
    </Stack>
  )
}
