import type { CSSProperties } from 'react'
import { PolarityIcon } from '~/ui/polarity'
import type { Mark } from '../reading/marks'
import { lanes, type Segment, segments } from '../reading/segments'
import classes from './MarkedText.module.css'

const LINE = 2
const STEP = 3

/** A line below the text in the mark's colour, solid for a mark and broken for a hint. */
const line = (mark: Mark, lane: number) => {
  const colour = `var(--${mark.polarity})`
  const paint = mark.hint
    ? `repeating-linear-gradient(90deg, ${colour} 0 3px, transparent 3px 6px)`
    : `linear-gradient(${colour}, ${colour})`
  return `${paint} 0 calc(100% - ${lane * STEP}px) / 100% ${LINE}px no-repeat`
}

/**
 * The words of a turn with what was found in them: each mark has its own line below the text, so that overlapping ones stay apart, and an
 * icon where it begins. A click selects the innermost; another click the one around it. Keyboards use the buttons below the text.
 */
export function MarkedText({
  text,
  language,
  marks,
  selected,
  onSelect,
}: {
  text: string
  language: string
  marks: readonly Mark[]
  selected?: string
  onSelect: (mark: Mark) => void
}) {
  const spans = marks.flatMap(({ id, finding }) => (finding ? [{ id, start: finding.start, end: finding.end }] : []))
  const laneOf = lanes(spans)
  const most = Math.max(0, ...laneOf.values())
  const markOf = new Map(marks.map((mark) => [mark.id, mark]))
  const over = ({ spans: ids }: Segment) => ids.flatMap((id) => markOf.get(id) ?? [])

  const pick = (here: Mark[]) => {
    if (!window.getSelection()?.isCollapsed) return
    const at = here.findIndex(({ id }) => id === selected)
    const next = here[at > 0 ? at - 1 : here.length - 1]
    if (next) onSelect(next)
  }

  return (
    <div className={classes.text} lang={language} data-text>
      {segments(text, spans).map((segment) => {
        const here = over(segment)
        const top = here.find(({ id }) => id === selected) ?? here.findLast(({ hint }) => !hint) ?? here.at(-1)
        if (!top)
          return (
            <span key={segment.start} data-start={segment.start}>
              {segment.text}
            </span>
          )
        const style = {
          '--colour': `var(--${top.polarity})`,
          '--ground': top.hint ? 'transparent' : `var(--${top.polarity}-ground)`,
          background: [...here.map((mark) => line(mark, laneOf.get(mark.id) ?? 0)), 'var(--ground)'].join(', '),
          paddingBlockEnd: most * STEP + 1,
        } as CSSProperties
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons below the text do the same by keyboard
          <mark
            key={segment.start}
            className={classes.mark}
            style={style}
            data-selected={here.some(({ id }) => id === selected) || undefined}
            onClick={() => pick(here)}
          >
            {segment.begins
              .flatMap((id) => markOf.get(id) ?? [])
              .filter(({ hint }) => !hint)
              .map((mark) => (
                <span key={mark.id} className={classes.icon}>
                  <PolarityIcon polarity={mark.polarity} size={13} />
                </span>
              ))}
            <span data-start={segment.start}>{segment.text}</span>
          </mark>
        )
      })}
    </div>
  )
}
