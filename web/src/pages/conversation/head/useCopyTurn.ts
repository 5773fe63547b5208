import { useClipboard } from '@mantine/hooks'
import { tellDone } from '~/ui/Problem'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'

const useWords = words(
  'copyTurn',
  { copied: 'Link to turn {{turn}} copied', mark: 'Link to this mark copied' },
  { copied: '已复制第 {{turn}} 轮的链接', mark: '已复制此标记的链接' },
)

/** Copies a link that opens the conversation at a turn, or at a mark. */
export function useCopyTurn() {
  const t = useWords()
  const clipboard = useClipboard()
  const { whole } = useReading()
  return (turn: number, mark?: string) => {
    const search = new URLSearchParams({ turn: String(turn), ...(mark ? { mark } : {}) })
    clipboard.copy(`${window.location.origin}/conversations/${whole.conversation.id}?${search}`)
    tellDone(mark ? t('mark') : t('copied', { turn: turn + 1 }))
  }
}
