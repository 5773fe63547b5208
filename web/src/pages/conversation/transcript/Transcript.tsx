import { useVirtualizer } from '@tanstack/react-virtual'
import { memo, useEffect, useMemo, useRef } from 'react'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { type Row, rowOf, rowsOf, turnOf } from '../reading/rows'
import { CommentOnSelection } from './CommentOnSelection'
import { EpisodeRow } from './EpisodeRow'
import { MissedRow } from './MissedRow'
import classes from './Transcript.module.css'
import { TurnRow } from './TurnRow'

const useWords = words('transcript', { label: 'What was said' }, { label: '会话内容' })

const GUESS = { turn: 104, missed: 44, episode: 40 }

/** What was said, from top to bottom: only the lines in view exist, so that long conversations scroll as short ones do. */
export function Transcript() {
  const t = useWords()
  const { whole, marks, blind, selected, turn, viewed } = useReading()
  const place = useRef<HTMLDivElement>(null)
  const rows = useMemo(() => rowsOf(whole.turns, marks, blind ? [] : whole.episodes), [whole, marks, blind])
  const list = useVirtualizer({
    count: rows.length,
    getScrollElement: () => place.current,
    estimateSize: (index) => GUESS[rows[index]?.kind ?? 'turn'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    paddingEnd: 48,
  })
  const items = list.getVirtualItems()

  useEffect(() => {
    const top = list.scrollOffset ?? 0
    const seen = items.filter(({ start, end }) => end > top + 8 && start < top + (list.scrollRect?.height ?? 0) - 8)
    const [first, last] = [seen[0], seen.at(-1)]
    if (first && last) viewed.set({ first: turnOf(rows[first.index]), last: turnOf(rows[last.index]) })
  })

  // Wherever the selection came from, its line comes into view; a line that is in view stays where it is.
  const wanted = rowOf(rows, selected?.turn ?? turn ?? -1, selected?.id)
  useEffect(() => {
    if (wanted < 0) return
    const item = list.getVirtualItems().find(({ index }) => index === wanted)
    const top = list.scrollOffset ?? 0
    const inView = item && item.start >= top && item.end <= top + (list.scrollRect?.height ?? 0)
    // At once: heights are measured on the way, and gliding past hundreds of turns helps nobody.
    if (!inView) list.scrollToIndex(wanted, { align: 'center' })
  }, [wanted, list])

  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard
    <section ref={place} className={classes.scroll} aria-label={t('label')} tabIndex={0}>
      <ol className={classes.lines} style={{ height: list.getTotalSize() }}>
        {items.map((item) => {
          const row = rows[item.index]
          if (!row) return null
          return (
            <li
              key={item.key}
              ref={list.measureElement}
              aria-posinset={item.index + 1}
              aria-setsize={rows.length}
              data-index={item.index}
              data-episode={row.kind === 'episode' ? row.at : row.episode}
              className={classes.row}
              style={{ transform: `translateY(${item.start}px)` }}
            >
              <Line row={row} />
            </li>
          )
        })}
      </ol>
      <CommentOnSelection within={place} />
    </section>
  )
}

/** Scrolling moves lines; only what changes in one draws it again. */
const Line = memo(function Line({ row }: { row: Row }) {
  if (row.kind === 'turn') return <TurnRow row={row} />
  return row.kind === 'missed' ? <MissedRow marks={row.marks} /> : <EpisodeRow episode={row.episode} />
})
