import { Badge, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconQuestionMark, IconX } from '@tabler/icons-react'
import type { Reliance } from './agreed'
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
