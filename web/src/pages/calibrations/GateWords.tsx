import { IconBan, IconCheck, IconQuestionMark } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { IconWords } from '~/ui/IconWords'
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
    <IconWords Icon={Icon} color={color}>
      {words}
    </IconWords>
  )
}
