import type { Of } from '~/api/client'

type Entry = Of<'AuditOut'>

/** What an action was done to; tells how the object is named and where its link leads. */
export type Kind =
  | 'user'
  | 'team'
  | 'agent'
  | 'program'
  | 'conversation'
  | 'review'
  | 'sample'
  | 'dispute'
  | 'calibration'
  | 'scorecard'
  | 'letter'
  | 'view'
  | 'webhook'

/** Every action that the server writes down, and what its object is; null where the object says nothing to people. */
export const ACTIONS = {
  'session.begin': null,
  'session.end': null,
  'session.lock': null,
  'user.add': 'user',
  'user.change': 'user',
  'user.self': 'user',
  'link.add': 'user',
  'password.set': 'user',
  'token.add': null,
  'token.revoke': null,
  'team.add': 'team',
  'team.change': 'team',
  'agent.add': 'agent',
  'agent.change': 'agent',
  'program.add': 'program',
  'program.set': 'program',
  'program.change': 'program',
  'program.pack': 'program',
  'program.rules': 'program',
  'program.rescore': 'program',
  'signoff.sign': 'program',
  'signoff.withdraw': 'program',
  'conversation.read': 'conversation',
  'conversation.share': 'conversation',
  'conversation.unshare': 'conversation',
  'conversation.export': 'conversation',
  'conversation.delete': 'conversation',
  'note.add': 'conversation',
  'note.change': 'conversation',
  'note.delete': 'conversation',
  'evaluation.add': null,
  'mark.exclude': 'conversation',
  'exposure.read': 'program',
  'review.add': 'review',
  'review.assign': 'review',
  'review.read': 'review',
  'review.answer': 'review',
  'review.submit': 'review',
  'sample.draw': 'sample',
  'dispute.raise': 'dispute',
  'dispute.move': 'dispute',
  'calibration.add': 'calibration',
  'calibration.rate': 'calibration',
  'calibration.lock': 'calibration',
  'calibration.guide': 'calibration',
  'calibration.close': 'calibration',
  'scorecard.add': 'scorecard',
  'scorecard.set': 'scorecard',
  'scorecard.publish': 'scorecard',
  'scorecard.retire': 'scorecard',
  'scorecard.delete': 'scorecard',
  'view.add': 'view',
  'view.set': 'view',
  'view.delete': 'view',
  'letter.settle': 'letter',
  'webhook.add': 'webhook',
  'webhook.change': 'webhook',
  'webhook.secret': 'webhook',
  'webhook.test': 'webhook',
  'webhook.retry': 'webhook',
  'webhook.off': 'webhook',
  'webhook.delete': 'webhook',
  'retention.delete': 'program',
} as const satisfies Record<string, Kind | null>

export type Action = keyof typeof ACTIONS

/** The sentences that differ by more than names: an action, and its variant after a stroke (a colon would mean another area of words). */
export type Sentence =
  | Action
  | 'user.change/disabled'
  | 'link.add/setup'
  | 'link.add/password'
  | 'password.set/link'
  | 'password.set/own'
  | 'agent.change/free'
  | 'program.pack/none'
  | 'program.rules/none'
  | 'review.assign/back'
  | 'retention.delete/scores'
  | 'retention.delete/raw'
  | 'conversation.delete/reason'
  | 'other'

/** What an entry says: which sentence, about what, and the values in it. Words and names come later, in the reader's language. */
export interface Deed {
  sentence: Sentence
  what: { kind: Kind; id: string } | null
  values: Record<string, string | number>
}

const isAction = (word: string): word is Action => word in ACTIONS

/** The detail as JSON; most details are a plain word. */
function parsed(detail: string): Record<string, unknown> {
  if (!detail.startsWith('{')) return {}
  try {
    return JSON.parse(detail) as Record<string, unknown>
  } catch {
    return {}
  }
}

const text = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? value : '')

/** Reads an entry of the audit log. */
export function deedOf({ action, actor, object, program, detail }: Entry): Deed {
  if (!isAction(action)) return { sentence: 'other', what: null, values: { action } }
  const kind: Kind | null = ACTIONS[action]
  // The record that was signed has an id of its own; people know the program.
  const id = action === 'signoff.sign' ? program : object
  const what = kind && id ? { kind, id } : null
  const told = parsed(detail)
  const say = (sentence: Sentence, values: Deed['values'] = {}): Deed => ({ sentence, what, values })
  switch (action) {
    case 'user.add':
      return say(action, { role: detail })
    case 'user.change':
      return say(told.disabled === true ? 'user.change/disabled' : action, { role: text(told.role) })
    case 'link.add':
      return say(detail === 'setup' ? 'link.add/setup' : detail === 'password' ? 'link.add/password' : action)
    case 'password.set':
      return say(detail === 'link' ? 'password.set/link' : actor === object ? 'password.set/own' : action)
    case 'agent.change':
      return say(told.team || told.user ? action : 'agent.change/free', {
        team: text(told.team),
        user: text(told.user),
      })
    case 'program.pack':
      return say(detail ? action : 'program.pack/none')
    case 'program.rules':
      return say(detail ? action : 'program.rules/none')
    case 'program.rescore':
      return say(action, { count: text(told.conversations) })
    case 'conversation.delete':
      return say(told.reason ? 'conversation.delete/reason' : action, { reason: text(told.reason) })
    case 'retention.delete':
      return say(
        told.class === 'scores' ? 'retention.delete/scores' : told.class === 'raw' ? 'retention.delete/raw' : action,
        { count: text(told.count) },
      )
    case 'review.assign':
      return say(detail ? action : 'review.assign/back', { user: detail })
    case 'review.add':
      return say(action, { stream: detail })
    case 'sample.draw':
      return say(action, { stream: text(told.stream), count: text(told.reviews), seed: text(told.seed) })
    case 'review.submit':
      return say(action, { standing: detail })
    case 'dispute.raise':
    case 'calibration.guide':
      return say(action, { item: detail })
    case 'dispute.move':
      return say(action, { state: detail })
    case 'webhook.off':
    case 'evaluation.add':
      return say(action, { cause: detail })
    default:
      return say(action)
  }
}

/** `[who] invited [what]` in pieces: texts, and the names of what stands between them. */
export function pieces(sentence: string): { text?: string; slot?: 'who' | 'what' }[] {
  return sentence
    .split(/(\[who\]|\[what\])/)
    .filter(Boolean)
    .map((piece) => (piece === '[who]' ? { slot: 'who' } : piece === '[what]' ? { slot: 'what' } : { text: piece }))
}

/** A day of an address (`2026-11-02`) as milliseconds since 1970 in the reader's time zone; `next` is the day after. */
export function dayStart(day: string | undefined, next = 0): number | undefined {
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(day ?? '')
  return found ? new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3]) + next).getTime() : undefined
}
