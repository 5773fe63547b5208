import { type RefObject, useRef } from 'react'
import { useShortcuts } from '~/ui/shortcuts'
import type { Row } from './useList'
import { useListWords } from './words'

/**
 * j and k move from conversation to conversation, by moving the focus to its link: Enter then opens it as it opens any link. x chooses it.
 */
export function useRowKeys({
  place,
  rows,
  onChoose,
  show,
}: {
  place: RefObject<HTMLElement | null>
  rows: readonly Row[]
  onChoose?: (id: string, range: boolean) => void
  show: (index: number) => void
}) {
  const t = useListWords()
  const last = useRef(-1)
  const here = () => {
    const row = document.activeElement?.closest<HTMLElement>('[data-index]')
    return row && place.current?.contains(row) ? Number(row.dataset.index) : last.current
  }
  const focus = (index: number, tries = 10) => {
    const link = place.current?.querySelector<HTMLElement>(`[data-index="${index}"] a`)
    if (link) link.focus({ preventScroll: true })
    else if (tries > 0) requestAnimationFrame(() => focus(index, tries - 1))
  }
  const go = (by: number) => {
    if (rows.length === 0) return
    const index = Math.min(Math.max(here() + by, 0), rows.length - 1)
    last.current = index
    show(index)
    focus(index)
  }
  const choose = (range: boolean) => {
    const row = rows[here()]
    if (row) onChoose?.(row.id, range)
  }
  useShortcuts([
    { keys: 'j', says: t('key.next'), run: () => go(1) },
    { keys: 'k', says: t('key.previous'), run: () => go(-1) },
    ...(onChoose
      ? [
          { keys: 'x', says: t('key.choose'), run: () => choose(false) },
          { keys: 'shift+X', says: t('key.range'), run: () => choose(true) },
        ]
      : []),
  ])
}
