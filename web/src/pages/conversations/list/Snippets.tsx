import { Link } from '@tanstack/react-router'
import classes from './cells.module.css'
import { pieces } from './snippet'
import type { Row } from './useList'
import { useListWords } from './words'

const chinese = /[\u4e00-\u9fff]/

/** Where the words of a search stand: each stretch leads to its turn. */
export function Snippets({ row, list }: { row: Row; list: string }) {
  const t = useListWords()
  if (!row.snippets?.length) return null
  return (
    <ul className={classes.snippets} aria-label={t('snippets')}>
      {row.snippets.map(({ turn, start, text, highlights }) => (
        <li key={turn}>
          <Link
            to="/conversations/$id"
            params={{ id: row.id }}
            search={{ turn: String(turn), list: list || undefined }}
            className={classes.snippet}
          >
            <span className={classes.where}>{t('turn', { turn: turn + 1 })}</span>
            <span lang={chinese.test(text) ? 'zh-Hans' : 'en'}>
              {start > 0 && '… '}
              {pieces(text, start, highlights).map((piece, at) =>
                // biome-ignore lint/suspicious/noArrayIndexKey: pieces never change their order
                piece.marked ? <mark key={at}>{piece.text}</mark> : <span key={at}>{piece.text}</span>,
              )}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
