import { words } from '~/words/i18n'
import { SCOPES, type Scope } from './scopes'

const useWords = words(
  'scopes',
  {
    'conversations.read': 'Read conversations, what was found in them, and their scores',
    'conversations.write': 'Send conversations in; see and settle dead letters',
    'conversations.share': 'Share conversations with clients, and stop sharing them',
    'conversations.delete': 'Delete conversations',
    'notes.read': 'Read notes on conversations',
    'notes.write': 'Write notes on conversations',
    'figures.read': 'Read figures: skills, behaviours, scores',
    'exposure.read': 'Read the hostility ledger',
    'reviews.read': 'Read reviews and samples',
    'reviews.write': 'Draw samples, assign and answer reviews',
    'disputes.read': 'Read disputes',
    'disputes.write': 'Raise, answer and decide disputes',
    'calibrations.read': 'Read calibration sessions and agreement',
    'calibrations.write': 'Hold calibration sessions and rate in them',
    'scorecards.read': 'Read scorecards',
    'scorecards.write': 'Write, try and publish scorecards',
    'behaviours.read': 'Read the library of behaviours',
    'programs.read': 'Read programs and their settings',
    'programs.write': 'Change programs: settings, packs, sign-off, scoring again',
    'users.read': 'Read users, teams and agents',
    'users.write': 'Invite and change users, teams and agents',
    'audit.read': 'Read the audit log',
    'webhooks.read': 'Read webhooks and their messages',
    'webhooks.write': 'Add, change, try and delete webhooks',
    'jobs.read': 'Look at the queue',
    'metrics.read': 'Read metrics (Prometheus)',
    'session.read': 'Ask whose token it is',
  },
  {
    'conversations.read': '读取会话、会话中的发现及得分',
    'conversations.write': '导入会话；查看和处理无法读取的记录',
    'conversations.share': '把会话共享给委托方或取消共享',
    'conversations.delete': '删除会话',
    'notes.read': '读取会话备注',
    'notes.write': '撰写会话备注',
    'figures.read': '读取统计数据：技能、行为、得分',
    'exposure.read': '读取客户敌意记录',
    'reviews.read': '读取复核与抽样',
    'reviews.write': '抽样、分派和完成复核',
    'disputes.read': '读取申诉',
    'disputes.write': '提出、答复和裁定申诉',
    'calibrations.read': '读取校准会与一致性结果',
    'calibrations.write': '组织校准会并评分',
    'scorecards.read': '读取评分表',
    'scorecards.write': '编写、试用和发布评分表',
    'behaviours.read': '读取行为库',
    'programs.read': '读取项目及其设置',
    'programs.write': '修改项目：设置、项目包、告知书签署、重新评分',
    'users.read': '读取用户、班组和坐席',
    'users.write': '邀请和修改用户、班组、坐席',
    'audit.read': '读取审计日志',
    'webhooks.read': '查看 Webhook 及其消息',
    'webhooks.write': '添加、修改、测试和删除 Webhook',
    'jobs.read': '查看任务队列',
    'metrics.read': '读取监控指标（Prometheus）',
    'session.read': '查询令牌归属',
  },
)

/** What a scope lets a token do; a scope that this page does not know stands as it is. */
export function useScopeWords() {
  const t = useWords()
  return (scope: string) => {
    const known: Scope | undefined = SCOPES.find((one) => one.scope === scope)?.scope
    // A colon in a key would mean another area of words.
    return known ? t(known.replace(':', '.') as Dotted<Scope>) : scope
  }
}

type Dotted<Word extends string> = Word extends `${infer What}:${infer How}` ? `${What}.${How}` : never
