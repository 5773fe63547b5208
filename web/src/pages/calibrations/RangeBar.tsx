import { Tooltip } from '@mantine/core'

const HEIGHT = 18

/** A figure on a scale of its own, such as an alpha from −0.2 to 1: a dot, its interval as a band, thin lines at what matters. */
export function RangeBar({
  value,
  interval,
  from,
  to,
  lines,
  words,
  width = 140,
}: {
  value: number | null | undefined
  interval: readonly number[] | null | undefined
  from: number
  to: number
  lines: readonly number[]
  /** The figure and its interval in words. */
  words: string
  width?: number
}) {
  const at = (x: number) => 4 + ((Math.min(Math.max(x, from), to) - from) / (to - from)) * (width - 8)
  const [low, high] = [interval?.[0], interval?.[1]]
  return (
    <Tooltip label={words}>
      <svg
        width={width}
        height={HEIGHT}
        viewBox={`0 0 ${width} ${HEIGHT}`}
        role="img"
        aria-label={words}
        style={{ flex: 'none' }}
      >
        <rect x={0} y={7} width={width} height={4} rx={2} fill="var(--mantine-color-default-border)" />
        {lines.map((line) => (
          <rect key={line} x={at(line) - 0.75} y={1} width={1.5} height={16} fill="var(--quiet)" opacity={0.7} />
        ))}
        {low != null && high != null && (
          <rect
            x={at(low)}
            y={5}
            width={Math.max(at(high) - at(low), 2)}
            height={8}
            rx={4}
            fill="var(--neutral)"
            opacity={0.35}
          />
        )}
        {value != null && <circle cx={at(value)} cy={9} r={4.5} fill="var(--neutral)" />}
      </svg>
    </Tooltip>
  )
}
