import type { Of } from '~/api/client'

/** What a webhook can be told of, in groups as people look for it. The server's own list; a test compares them. */
export const GROUPS = [
  {
    group: 'conversations',
    events: [
      'conversation.received',
      'conversation.evaluated',
      'score.changed',
      'conversation.reviewed',
      'conversation.noted',
      'conversation.shared',
      'conversation.deleted',
      'conversations.deleted',
      'letter.received',
    ],
  },
  { group: 'reviews', events: ['review.assigned', 'review.submitted', 'sample.drawn'] },
  { group: 'disputes', events: ['dispute.raised', 'dispute.moved'] },
  { group: 'calibrations', events: ['calibration.opened', 'calibration.locked', 'calibration.closed'] },
  { group: 'setup', events: ['scorecard.published', 'scorecard.retired', 'program.changed', 'program.signed'] },
] as const satisfies readonly { group: string; events: readonly string[] }[]

export type Event = (typeof GROUPS)[number]['events'][number]

export const EVENTS: readonly Event[] = GROUPS.flatMap(({ events }) => [...events])

/** The events of a group with all of them ticked, or none. */
export function toggled(chosen: readonly string[], group: readonly string[], on: boolean): string[] {
  const others = chosen.filter((one) => !group.includes(one))
  return on ? [...others, ...group] : others
}

/** How much of a group is ticked. */
export function ticked(chosen: readonly string[], group: readonly string[]): 'all' | 'some' | 'none' {
  const count = group.filter((one) => chosen.includes(one)).length
  return count === 0 ? 'none' : count === group.length ? 'all' : 'some'
}

/** Whether an address can be a webhook's; the server looks closer. */
export const isAddress = (text: string) =>
  /^(https:\/\/[^\s/@]+|http:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?)(\/\S*)?$/i.test(text.trim())

/** How a webhook stands. */
export function standingOf({ on, off_why, failing_ms }: Pick<Of<'WebhookOut'>, 'on' | 'off_why' | 'failing_ms'>) {
  if (!on) return off_why === 'failing' || off_why === 'gone' ? off_why : 'off'
  return failing_ms ? 'struggling' : 'on'
}

/** Why there was no answer, as the server names it: a word, and what more it said after a colon. */
export const WHYS = [
  'address',
  'private_address',
  'unknown_machine',
  'not_listening',
  'unreachable',
  'tls',
  'broken_off',
  'timeout',
  'secret',
] as const

export function whyOf(error: string): { why: (typeof WHYS)[number] | null; more: string } {
  const [word = '', ...rest] = error.split(': ')
  const why = WHYS.find((one) => one === word) ?? null
  return { why, more: why ? rest.join(': ') : error }
}
