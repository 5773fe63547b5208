import { words } from '~/words/i18n'
import { EVENTS, whyOf } from './events'

/** What happens, in plain words: for the boxes of a webhook and the list of its messages. */
export const useEventNames = words(
  'webhookEvents',
  {
    conversations: 'Conversations',
    reviews: 'Reviews',
    disputes: 'Disputes',
    calibrations: 'Calibration',
    setup: 'Scorecards and programs',
    'conversation.received': 'A conversation came in',
    'conversation.evaluated': 'A conversation was read and scored',
    'score.changed': 'The score of a conversation changed',
    'conversation.reviewed': 'A person reviewed a conversation',
    'conversation.noted': 'A note was written, changed or deleted',
    'conversation.shared': 'A conversation was shared with the client, or no longer is',
    'conversation.deleted': 'Somebody deleted a conversation',
    'conversations.deleted': 'Conversations were deleted because their time was over',
    'letter.received': 'A record came in that could not be read',
    'review.assigned': 'A review was assigned',
    'review.submitted': 'A review was submitted',
    'sample.drawn': 'A sample was drawn',
    'dispute.raised': 'A dispute was raised',
    'dispute.moved': 'A dispute was answered, appealed or decided',
    'calibration.opened': 'A calibration session was opened',
    'calibration.locked': 'A calibration session was locked: ratings are shown',
    'calibration.closed': 'A calibration session was closed',
    'scorecard.published': 'A scorecard was published',
    'scorecard.retired': 'A scorecard was retired',
    'program.changed': 'A program’s settings changed',
    'program.signed': 'Worker information was signed or withdrawn',
    'why.address': 'The address cannot be used',
    'why.private_address':
      'The address lies on this machine or in a private network. Whoever runs the server can allow that (webhook_private_addresses).',
    'why.unknown_machine': 'No machine of this name is known',
    'why.not_listening': 'The machine is there, but nothing listens at this address',
    'why.unreachable': 'The machine cannot be reached',
    'why.tls': 'No secure connection',
    'why.broken_off': 'The receiver broke off',
    'why.timeout': 'No answer within 10 seconds',
    'why.secret': 'The secret cannot be opened any more: make a new one',
    'answered.ok': 'Answered {{status}}',
    'answered.moved': 'Answered {{status}}: the receiver moved, and redirects are not followed',
    'answered.refused': 'Answered {{status}}: the receiver did not take it',
    'answered.broken': 'Answered {{status}}: something is wrong at the receiver',
  },
  {
    conversations: '会话',
    reviews: '复核',
    disputes: '申诉',
    calibrations: '校准',
    setup: '评分表与项目',
    'conversation.received': '有会话导入',
    'conversation.evaluated': '会话已读取并评分',
    'score.changed': '会话得分有变',
    'conversation.reviewed': '会话经人工复核',
    'conversation.noted': '备注有新增、修改或删除',
    'conversation.shared': '会话共享给委托方，或取消共享',
    'conversation.deleted': '有人删除会话',
    'conversations.deleted': '会话到期删除',
    'letter.received': '导入的记录无法读取',
    'review.assigned': '复核已分派',
    'review.submitted': '复核已提交',
    'sample.drawn': '完成抽样',
    'dispute.raised': '有人提出申诉',
    'dispute.moved': '申诉有答复、上诉或裁定',
    'calibration.opened': '校准会已发起',
    'calibration.locked': '校准会已锁定，评分公开',
    'calibration.closed': '校准会已结束',
    'scorecard.published': '评分表已发布',
    'scorecard.retired': '评分表已停用',
    'program.changed': '项目设置有变',
    'program.signed': '员工告知书签署或撤回',
    'why.address': '此地址无法使用',
    'why.private_address': '此地址指向本机或内网，需由服务器运维人员放行（webhook_private_addresses）。',
    'why.unknown_machine': '找不到这个主机名',
    'why.not_listening': '主机在线，但该端口没有服务',
    'why.unreachable': '无法连接主机',
    'why.tls': '无法建立安全连接',
    'why.broken_off': '接收方中断了连接',
    'why.timeout': '10 秒内没有应答',
    'why.secret': '密钥已无法解开，请更换密钥',
    'answered.ok': '应答 {{status}}',
    'answered.moved': '应答 {{status}}：接收方要求跳转，系统不会跟随',
    'answered.refused': '应答 {{status}}：接收方拒收',
    'answered.broken': '应答 {{status}}：接收方出错',
  },
)

/** The words of an event; one that this page does not know stands as it is. */
export function useEventWord() {
  const t = useEventNames()
  return (event: string) => {
    const known = EVENTS.find((one) => one === event)
    return known ? t(known) : event
  }
}

/** How a try ended, in words. */
export function useOutcomeWord() {
  const t = useEventNames()
  return ({ status, error }: { status?: number | null; error?: string | null }) => {
    if (status) {
      const group = status < 300 ? 'ok' : status < 400 ? 'moved' : status < 500 ? 'refused' : 'broken'
      return t(`answered.${group}`, { status })
    }
    if (!error) return ''
    const { why, more } = whyOf(error)
    return [why && t(`why.${why}`), more].filter(Boolean).join(': ')
  }
}
