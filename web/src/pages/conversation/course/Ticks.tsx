import { memo } from 'react'
import type { Mark } from '../reading/marks'
import classes from './Course.module.css'

/** On which height each kind lies, so that marks of one turn do not hide each other. */
const HEIGHTS: Partial<Record<Mark['polarity'], number>> = { for: 5, against: 12, missed: 19 }

/** A filled dot, a triangle, a ring: shapes differ as colours do. */
const SHAPES: Partial<Record<Mark['polarity'], string>> = {
  for: 'M0 -4 A4 4 0 1 1 -0.01 -4 Z',
  against: 'M0 -5 L5 4 L-5 4 Z',
  missed: 'M0 -3.5 A3.5 3.5 0 1 1 -0.01 -3.5 Z',
}

/** Every mark at its turn; drawn once, however the transcript scrolls. Hints and signals are left out. */
export const Ticks = memo(function Ticks({
  marks,
  turns,
  selected,
}: {
  marks: readonly Mark[]
  turns: number
  selected: string | undefined
}) {
  const once = new Map(marks.filter(({ hint }) => !hint).map((mark) => [`${mark.turn} ${mark.polarity}`, mark]))
  return (
    <svg className={classes.strip} height={24} width="100%" aria-hidden overflow="visible">
      {[...once].map(([key, { turn, polarity }]) => {
        const shape = SHAPES[polarity]
        if (!shape) return null
        const here = marks.some((mark) => mark.id === selected && mark.turn === turn && mark.polarity === polarity)
        return (
          <svg
            key={key}
            x={`${turns < 2 ? 50 : (turn / (turns - 1)) * 100}%`}
            y={HEIGHTS[polarity]}
            overflow="visible"
            aria-hidden
          >
            <path
              d={shape}
              fill={polarity === 'missed' ? 'none' : `var(--${polarity})`}
              stroke={`var(--${polarity})`}
              strokeWidth={1.5}
              opacity={selected && !here ? 0.55 : 1}
            />
          </svg>
        )
      })}
    </svg>
  )
})
