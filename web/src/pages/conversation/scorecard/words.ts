import { words } from '~/words/i18n'

/** Words of forms and answers. */
export const useScorecardWords = words(
  'formAnswers',
  {
    'answer.yes': 'Yes',
    'answer.no': 'No',
    'answer.partly': 'Partly',
    'answer.not_applicable': 'Not applicable',
    'answer.open': 'Open',
    'why.nothing_called_for_it': 'nothing called for it',
    'why.other_channel': 'it is for other channels',
    'why.no_times': 'the turns carry no times',
    'why.too_short': 'the conversation is too short to tell',
    'why.not_in_source': 'the source does not say',
    'why.for_a_person': 'only a person can judge it',
    'why.not_found': 'nothing found, which proves nothing here',
    'class.customer': 'customer-critical',
    'class.business': 'business-critical',
    'class.compliance': 'compliance-critical',
    critical: 'Must be met',
    toConfirm: 'To confirm by a person',
    hintOnly: 'rests on hints alone',
    points: '{{points}} of {{weight}} points',
    weight_one: '{{count}} point',
    weight_other: '{{count}} points',
    taken: '{{taken}} of {{of}} moments',
    searched: 'Searched {{turns}}, nothing of the kind found',
    source: 'From the source: {{fact}}',
    missed: 'Missed after turn {{turn}}',
    masked: 'masked: {{what}}',
  },
  {
    'answer.yes': '是',
    'answer.no': '否',
    'answer.partly': '部分',
    'answer.not_applicable': '不适用',
    'answer.open': '待人工',
    'why.nothing_called_for_it': '没有出现需要的时机',
    'why.other_channel': '适用于其他渠道',
    'why.no_times': '没有时间信息',
    'why.too_short': '会话太短，无法判断',
    'why.not_in_source': '来源未提供',
    'why.for_a_person': '只能由人工判断',
    'why.not_found': '未找到，但不能据此下结论',
    'class.customer': '客户类致命项',
    'class.business': '业务类致命项',
    'class.compliance': '合规类致命项',
    critical: '一票否决',
    toConfirm: '待人工确认',
    hintOnly: '仅依据提示',
    points: '{{points}} / {{weight}} 分',
    weight_other: '{{count}} 分',
    taken: '{{of}} 个时机把握 {{taken}} 个',
    searched: '已查找{{turns}}，未发现此类内容',
    source: '来源记录：{{fact}}',
    missed: '第 {{turn}} 轮之后错失',
    masked: '已脱敏：{{what}}',
  },
)

const ANSWERS = ['yes', 'no', 'partly', 'not_applicable', 'open'] as const
const WHYS = [
  'nothing_called_for_it',
  'other_channel',
  'no_times',
  'too_short',
  'not_in_source',
  'for_a_person',
  'not_found',
] as const
const CLASSES = ['customer', 'business', 'compliance'] as const

/** The API's words for answers, reasons and classes of error, in the reader's language. */
export function useFormWords() {
  const t = useScorecardWords()
  return {
    answer: (word: string) => t(`answer.${ANSWERS.find((one) => one === word) ?? 'open'}`),
    why: (word: string | null | undefined) => {
      const known = WHYS.find((one) => one === word)
      return known ? t(`why.${known}`) : (word ?? undefined)
    },
    errorClass: (word: string) => {
      const known = CLASSES.find((one) => one === word)
      return known && t(`class.${known}`)
    },
  }
}
