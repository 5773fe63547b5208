import { words } from '~/words/i18n'

const useWords = words(
  'disputeState',
  {
    raised: 'waits for an answer',
    accepted: 'accepted',
    rejected: 'rejected',
    appealed: 'appealed, waits for a second opinion',
    upheld: 'upheld on appeal',
    final: 'rejected on appeal',
  },
  {
    raised: '待答复',
    accepted: '申诉成立',
    rejected: '未采纳',
    appealed: '已上诉，待二次复核',
    upheld: '上诉成立',
    final: '上诉未成立',
  },
)

const STATES = ['raised', 'accepted', 'rejected', 'appealed', 'upheld', 'final'] as const

/** How a dispute stands, in words. */
export function useDisputeState() {
  const t = useWords()
  return (state: string) => t(STATES.find((one) => one === state) ?? 'raised')
}
