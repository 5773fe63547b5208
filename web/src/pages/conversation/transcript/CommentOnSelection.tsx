import { Button, Portal } from '@mantine/core'
import { IconMessagePlus } from '@tabler/icons-react'
import { type RefObject, useEffect, useState } from 'react'
import { words } from '~/words/i18n'
import { useNotes } from '../notes/useNotes'
import { pointsBefore } from '../reading/codePoints'
import { type Place, useReading } from '../reading/Reading'

const useWords = words('commentOn', { comment: 'Comment on this' }, { comment: '对选中内容写备注' })

/** Where an end of a selection lies in a turn's text, in code points. */
function pointAt(node: Node, offset: number): { turn: number; at: number } | undefined {
  const piece = (node instanceof Element ? node : node.parentElement)?.closest<HTMLElement>('[data-start]')
  const turn = piece?.closest<HTMLElement>('[data-turn]')?.dataset.turn
  if (!piece || turn === undefined) return undefined
  const within = node.nodeType === Node.TEXT_NODE ? pointsBefore(node.textContent ?? '', offset) : 0
  return { turn: Number(turn), at: Number(piece.dataset.start) + within }
}

/** The words that are selected, where they lie in one turn. */
function selectedPlace(within: Element): (Place & { x: number; y: number }) | undefined {
  const selection = window.getSelection()
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined
  const range = selection.getRangeAt(0)
  if (!within.contains(range.commonAncestorContainer)) return undefined
  const first = pointAt(range.startContainer, range.startOffset)
  const last = pointAt(range.endContainer, range.endOffset)
  if (!first || !last || first.turn !== last.turn || first.at >= last.at) return undefined
  const box = range.getBoundingClientRect()
  return { turn: first.turn, start: first.at, end: last.at, x: box.left, y: box.bottom }
}

/** Beside words that somebody selected in the transcript: a button to write a comment on exactly these. */
export function CommentOnSelection({ within }: { within: RefObject<HTMLElement | null> }) {
  const t = useWords()
  const { comment } = useReading()
  const { mayWrite } = useNotes()
  const [place, setPlace] = useState<ReturnType<typeof selectedPlace>>()
  useEffect(() => {
    if (!mayWrite) return
    const look = () => setPlace(within.current ? selectedPlace(within.current) : undefined)
    document.addEventListener('selectionchange', look)
    return () => document.removeEventListener('selectionchange', look)
  }, [mayWrite, within])
  if (!place) return null
  return (
    <Portal>
      <Button
        size="compact-sm"
        leftSection={<IconMessagePlus size={15} aria-hidden />}
        style={{ position: 'fixed', left: place.x, top: place.y + 6, zIndex: 200 }}
        onMouseDown={(event) => event.preventDefault()}
        onClick={() => {
          const { turn, start, end } = place
          window.getSelection()?.removeAllRanges()
          comment({ turn, start, end })
        }}
      >
        {t('comment')}
      </Button>
    </Portal>
  )
}
