import { IconAlertTriangle, IconCheck, IconQuestionMark } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { IconWords } from '~/ui/IconWords'
import { useDisputeWords } from './words'

/** Share of overturned disputes above which something is wrong with the question or the detector. */
export const LIMIT = 0.1

/** Whether the share is above a tenth; "too few to tell" where the interval holds the tenth. */
export function OverturnedFlag({ row, by }: { row: Of<'OverturnedOut'>; by: 'item' | 'detector' }) {
  const t = useDisputeWords()
  const [low, high] = [row.interval?.[0], row.interval?.[1]]
  const unsure = low == null || high == null || (low <= LIMIT && high > LIMIT)
  const [Icon, color, words] = unsure
    ? ([IconQuestionMark, 'var(--quiet)', t('unsure')] as const)
    : row.above_limit
      ? ([IconAlertTriangle, 'var(--missed)', t(`above.${by}`)] as const)
      : ([IconCheck, 'var(--for)', t('fine')] as const)
  return (
    <IconWords Icon={Icon} color={color}>
      {words}
    </IconWords>
  )
}
