import { Badge, Group, Text, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { useCommon } from '~/words/common'
import { coefficient, type Reliance, relianceOf } from './agreed'
import { RangeBar } from './RangeBar'
import { useCalibrationWords } from './words'

const LOOKS: Record<Reliance, { color: string; ground: string; Icon: typeof IconCheck }> = {
  reliable: { color: 'var(--for)', ground: 'var(--for-ground)', Icon: IconCheck },
  tentative: { color: 'var(--missed)', ground: 'var(--missed-ground)', Icon: IconAlertTriangle },
  unfit: { color: 'var(--against)', ground: 'var(--against-ground)', Icon: IconX },
}

/** Whether an alpha can be relied upon, in words. */
export function RelianceBadge({ reliance }: { reliance: Reliance | null }) {
  const t = useCalibrationWords()
  if (!reliance) {
    return (
      <Tooltip label={t('noAlphaAbout')}>
        <Badge tabIndex={0} variant="default" leftSection={<IconQuestionMark size={14} aria-hidden />}>
          {t('noAlpha')}
        </Badge>
      </Tooltip>
    )
  }
  const { color, ground, Icon } = LOOKS[reliance]
  return (
    <Badge style={{ color, background: ground, flex: 'none' }} leftSection={<Icon size={14} aria-hidden />}>
      {t(`reliance.${reliance}`)}
    </Badge>
  )
}

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
    <Group gap={8} wrap="nowrap">
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
