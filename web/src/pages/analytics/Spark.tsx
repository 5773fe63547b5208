import { Tooltip } from '@mantine/core'
import { type Spot, spark } from './spark'

const WIDTH = 132
const HEIGHT = 36

/** A line so small that it fits a table, with its band; it says in words what it shows. */
export function Spark({ spots, scale, words }: { spots: Spot[]; scale: 1 | 100; words: string }) {
  const { line, band, dots } = spark(spots, scale, WIDTH, HEIGHT)
  return (
    <Tooltip label={words}>
      <svg width={WIDTH} height={HEIGHT} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={words}>
        <line x1={0} x2={WIDTH} y1={HEIGHT - 2.5} y2={HEIGHT - 2.5} stroke="var(--mantine-color-default-border)" />
        <path d={band} fill="var(--neutral)" opacity={0.2} />
        <path d={line} fill="none" stroke="var(--neutral)" strokeWidth={1.5} strokeLinejoin="round" />
        {dots.map(({ x, y }) => (
          <circle key={x} cx={x} cy={y} r={1.8} fill="var(--neutral)" />
        ))}
      </svg>
    </Tooltip>
  )
}
