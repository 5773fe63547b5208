import { Group, Text } from '@mantine/core'
import { IconBan, IconCheck, IconQuestionMark } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { useCalibrationWords } from './words'

/** Whether a question may be used for evaluation, in words. */
export function GateWords({ gate }: { gate: Of<'GateOut'> | null | undefined }) {
  const t = useCalibrationWords()
  const [Icon, color, words] =
    gate?.alpha == null
      ? ([IconQuestionMark, 'var(--quiet)', t('gate.unknown')] as const)
      : gate.for_evaluation
        ? ([IconCheck, 'var(--for)', t('gate.yes')] as const)
        : ([IconBan, 'var(--against)', t('gate.no')] as const)
  return (
    <Group gap={6} wrap="nowrap">
      <Icon size={16} aria-hidden style={{ color, flex: 'none' }} />
      <Text size="sm" style={{ color }}>
        {words}
      </Text>
    </Group>
  )
}
