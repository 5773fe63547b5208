import { words } from '~/words/i18n'

/** Words that several parts of the page use. */
export const useReadingWords = words(
  'reading',
  {
    turn: 'Turn {{turn}}',
    turnsRange: 'turns {{first}}–{{last}}',
    oneTurn: 'turn {{first}}',
    'party.agent': 'Agent',
    'party.customer': 'Customer',
    'party.system': 'System',
    'party.bot': 'Bot',
    'party.supervisor': 'Supervisor',
    'party.unknown': 'Speaker',
    hint: 'hint',
    'polarity.for': 'Done well',
    'polarity.against': 'Against',
    'polarity.missed': 'Missed',
    'polarity.neutral': 'Signals',
  },
  {
    turn: '第 {{turn}} 轮',
    turnsRange: '第 {{first}}–{{last}} 轮',
    oneTurn: '第 {{first}} 轮',
    'party.agent': '坐席',
    'party.customer': '客户',
    'party.system': '系统',
    'party.bot': '机器人',
    'party.supervisor': '主管',
    'party.unknown': '发言人',
    hint: '提示',
    'polarity.for': '做得好',
    'polarity.against': '扣分表现',
    'polarity.missed': '错失时机',
    'polarity.neutral': '客户信号',
  },
)

const PARTIES = ['agent', 'customer', 'system', 'bot', 'supervisor'] as const

/** Who speaks, in words. */
export function usePartyName() {
  const t = useReadingWords()
  return (party: string) => t(`party.${PARTIES.find((one) => one === party) ?? 'unknown'}`)
}

/** `turns 5–7`, counted from 1 as people count. */
export function useTurns() {
  const t = useReadingWords()
  return (first: number, last: number) =>
    first === last ? t('oneTurn', { first: first + 1 }) : t('turnsRange', { first: first + 1, last: last + 1 })
}
