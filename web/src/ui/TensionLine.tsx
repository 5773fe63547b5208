import { useId } from 'react'

/**
 * The tension of a conversation over its turns, 0–1 (1 is the most tense), smoothed by the server. Turns run from left to right; `at` is the
 * turn in view, `onTurn` goes to one. `words` is the text alternative.
 */
export function TensionLine({
  tension,
  turns,
  at,
  height = 48,
  words,
  onTurn,
}: {
  tension: readonly { turn: number; value: number }[]
  turns: number
  at?: number
  height?: number
  words: string
  onTurn?: (turn: number) => void
}) {
  const shade = useId()
  const x = (turn: number) => (turns < 2 ? 50 : (turn / (turns - 1)) * 100)
  const y = (value: number) => (1 - Math.min(Math.max(value, 0), 1)) * (height - 6) + 3
  const line = tension.map(({ turn, value }, index) => `${index ? 'L' : 'M'}${x(turn)} ${y(value)}`).join(' ')
  const first = tension[0]
  const last = tension[tension.length - 1]
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the transcript beside it goes to every turn by keyboard
    <svg
      width="100%"
      height={height}
      viewBox={`0 0 100 ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={words}
      style={{ display: 'block', cursor: onTurn ? 'pointer' : undefined }}
      onClick={(event) => {
        const box = event.currentTarget.getBoundingClientRect()
        onTurn?.(Math.round(((event.clientX - box.left) / box.width) * (turns - 1)))
      }}
    >
      <defs>
        <linearGradient id={shade} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor="var(--against)" stopOpacity="0.45" />
          <stop offset="1" stopColor="var(--against)" stopOpacity="0.02" />
        </linearGradient>
      </defs>
      {first && last && (
        <path d={`${line} L${x(last.turn)} ${height} L${x(first.turn)} ${height} Z`} fill={`url(#${shade})`} />
      )}
      <path d={line} fill="none" stroke="var(--against)" strokeWidth={1.5} vectorEffect="non-scaling-stroke" />
      {at != null && (
        <line
          x1={x(at)}
          x2={x(at)}
          y1={0}
          y2={height}
          stroke="var(--mantine-color-text)"
          strokeWidth={1.5}
          vectorEffect="non-scaling-stroke"
        />
      )}
    </svg>
  )
}
