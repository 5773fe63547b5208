import { createContext, type ReactNode, useContext, useMemo, useState } from 'react'
import { one, useAddress } from '~/search'
import { type Mark, marksOf, type Whole } from './marks'
import { createViewed, type Viewed } from './view'

export type Tab = 'findings' | 'scorecard' | 'notes' | 'history'

/** A stretch of a turn that somebody wants to say something about; without offsets the whole turn. */
export interface Place {
  turn: number
  start?: number
  end?: number
}

interface Reading {
  whole: Whole
  /** Every mark in the order of reading; none in a blind review, where nothing of the machine shows. */
  marks: Mark[]
  blind: boolean
  /** The mark that is selected everywhere. */
  selected?: Mark
  /** The turn that the address names. */
  turn?: number
  viewed: Viewed
  /** Selects a mark and shows what is known of it; with `stay` the panel keeps what it shows. */
  select: (mark: Mark | undefined, stay?: boolean) => void
  goTo: (turn: number) => void
  /** Turns and words that a comment is being written on. */
  commented?: Place
  comment: (place: Place | undefined) => void
  /** On narrow screens the panel lies over the transcript when it is wanted. */
  opened: boolean
  open: (opened: boolean) => void
}

const Read = createContext<Reading | null>(null)

/** The conversation that is on the page, and what of it is selected. */
export function useReading(): Reading {
  const reading = useContext(Read)
  if (!reading) throw new Error('a part of the conversation page stands outside of it')
  return reading
}

/** Holds what every part of the page shares; the selection itself lives in the address. */
export function ReadingOf({
  whole,
  blind,
  scoring,
  children,
}: {
  whole: Whole
  blind: boolean
  /** While a form is being answered, selecting something leaves the form where it is. */
  scoring: boolean
  children: ReactNode
}) {
  const { search, change } = useAddress()
  const [viewed] = useState(createViewed)
  const [commented, comment] = useState<Place>()
  const [opened, open] = useState(false)
  const marks = useMemo(() => (blind ? [] : marksOf(whole)), [whole, blind])
  const id = one(search.mark)
  const turn = one(search.turn)
  const reading: Reading = {
    whole,
    marks,
    blind,
    selected: marks.find((mark) => mark.id === id),
    turn: turn !== undefined && /^\d+$/.test(turn) ? Number(turn) : undefined,
    viewed,
    select: (mark, stay) => {
      const there = stay || scoring || !mark
      change({
        mark: mark?.id,
        turn: mark ? String(mark.turn) : one(search.turn),
        ...(there ? {} : { tab: 'findings' }),
      })
      if (mark) open(!stay)
    },
    goTo: (at) => {
      change({ turn: String(at), mark: undefined })
      open(false)
    },
    commented,
    comment: (place) => {
      comment(place)
      if (!place) return
      change({ tab: 'notes', turn: String(place.turn) })
      open(true)
    },
    opened,
    open,
  }
  return <Read.Provider value={reading}>{children}</Read.Provider>
}
