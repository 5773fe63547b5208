import { Text, Tooltip } from '@mantine/core'
import { useCommon } from '~/words/common'
import { percent, points } from '~/words/say'

const WIDTH = 120
const HEIGHT = 16

/**
 * A figure with where it may truly lie: a dot in a band on the whole scale, beside the number. `scale` is 1 for rates (0–1) and 100 for
 * scores. Without an interval there is the dot alone, and `why` says why. `reference` is a thin line, such as the program's rate.
 */
export function IntervalBar({
  value,
  interval,
  n,
  scale = 1,
  why,
  reference,
  width = WIDTH,
  showValue = true,
}: {
  value: number | null | undefined
  interval?: readonly number[] | null
  n?: number
  scale?: 1 | 100
  why?: string | null
  reference?: number | null
  width?: number
  showValue?: boolean
}) {
  const t = useCommon()
  const say = scale === 1 ? percent : points
  const at = (x: number) => 4 + Math.min(Math.max(x / scale, 0), 1) * (width - 8)
  const [low, high] = [interval?.[0], interval?.[1]]
  const spread =
    low != null && high != null ? t('interval', { low: say(low), high: say(high) }) : (why ?? t('noInterval'))
  const words = [say(value), spread, n == null ? '' : t('n', { n })].filter(Boolean).join(' · ')
  return (
    <Tooltip label={words}>
      <span style={{ display: 'inline-flex', alignItems: 'center', gap: 8, whiteSpace: 'nowrap' }}>
        <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={words}>
          <rect x={0} y={6} width={width} height={4} rx={2} fill="var(--mantine-color-default-border)" />
          {low != null && high != null && (
            <rect
              x={at(low)}
              y={4}
              width={Math.max(at(high) - at(low), 2)}
              height={8}
              rx={4}
              fill="var(--neutral)"
              opacity={0.35}
            />
          )}
          {reference != null && <rect x={at(reference) - 0.75} y={0} width={1.5} height={HEIGHT} fill="var(--quiet)" />}
          {value != null && <circle cx={at(value)} cy={8} r={4} fill="var(--neutral)" />}
        </svg>
        {showValue && (
          <Text span size="sm" fw={600}>
            {say(value)}
          </Text>
        )}
        {n != null && (
          <Text span size="xs" c="dimmed">
            {t('n', { n })}
          </Text>
        )}
      </span>
    </Tooltip>
  )
}
