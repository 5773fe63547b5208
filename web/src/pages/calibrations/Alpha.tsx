import { Group, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { useCommon } from '~/words/common'
import { coefficient, relianceOf } from './agreed'
import { RangeBar } from './RangeBar'
import { RelianceBadge } from './RelianceBadge'

/** An alpha with its interval on the scale of its thresholds (thin lines at 0.667 and 0.800), and how far it can be relied upon. */
export function Alpha({ told, badge = true }: { told: Of<'AgreementOut'>; badge?: boolean }) {
  const common = useCommon()
  const { alpha, interval } = told
  const reliance = relianceOf(told.reliance)
  if (alpha == null) return <RelianceBadge reliance={null} />
  const [low, high] = [interval?.[0], interval?.[1]]
  const spread =
    low != null && high != null
      ? common('interval', { low: coefficient(low), high: coefficient(high) })
      : common('noInterval')
  return (
    <Group gap={8}>
      <RangeBar
        value={alpha}
        interval={interval}
        from={-0.2}
        to={1}
        lines={[0.667, 0.8]}
        words={`α ${coefficient(alpha)} · ${spread} · ${common('n', { n: told.n })}`}
        width={120}
      />
      <Text span size="sm" fw={600}>
        {coefficient(alpha)}
      </Text>
      {badge && <RelianceBadge reliance={reliance} />}
    </Group>
  )
}
