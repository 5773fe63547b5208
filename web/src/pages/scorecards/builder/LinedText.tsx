import { useEffect, useRef } from 'react'
import classes from './LinedText.module.css'

/**
 * A text with numbered lines; lines with mistakes are marked. `goTo` puts the cursor at a line. Tab leaves the field, as everywhere on the page.
 */
export function LinedText({
  label,
  value,
  onTyped,
  wrong,
  goTo,
  rows = 30,
  describedBy,
}: {
  label: string
  value: string
  /** None: the text can only be read. */
  onTyped?: (text: string) => void
  wrong: ReadonlySet<number>
  goTo?: { line: number; at: number }
  rows?: number
  describedBy?: string
}) {
  const field = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  const lines = value.split('\n')
  useEffect(() => {
    const area = field.current
    if (!area || !goTo) return
    const start = area.value
      .split('\n')
      .slice(0, goTo.line - 1)
      .reduce((sum, line) => sum + line.length + 1, 0)
    area.focus()
    area.setSelectionRange(start, start + (area.value.split('\n')[goTo.line - 1]?.length ?? 0))
    area.scrollTop = Math.max(0, (goTo.line - 5) * Number.parseFloat(getComputedStyle(area).lineHeight))
  }, [goTo])
  return (
    <div className={classes.box}>
      <div className={classes.gutter} ref={gutter} aria-hidden>
        {lines.map((_, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
          <div key={index} data-wrong={wrong.has(index + 1) || undefined}>
            {index + 1}
          </div>
        ))}
      </div>
      <textarea
        ref={field}
        className={classes.text}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={wrong.size > 0 || undefined}
        rows={rows}
        value={value}
        spellCheck={false}
        wrap="off"
        readOnly={!onTyped}
        onChange={(event) => onTyped?.(event.currentTarget.value)}
        onScroll={(event) => {
          if (gutter.current) gutter.current.scrollTop = event.currentTarget.scrollTop
        }}
      />
    </div>
  )
}
