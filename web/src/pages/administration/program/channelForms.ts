import type { Of } from '~/api/client'

/** The channels that a program can give a form of its own, with the form that holds where it does not. */
export const CHANNELS = [
  { channel: 'voice', usual: 'voice' },
  { channel: 'video', usual: 'voice' },
  { channel: 'chat', usual: 'chat' },
  { channel: 'sms', usual: 'chat' },
  { channel: 'social', usual: 'chat' },
  { channel: 'email', usual: 'email' },
] as const

export type Channel = (typeof CHANNELS)[number]['channel']

/** The forms that a program can choose: the newest published version of each that is its own or everybody's, the own one first. */
export function choosable(scorecards: readonly Of<'ScorecardOut'>[], program: string): Of<'ScorecardOut'>[] {
  const found = new Map<string, Of<'ScorecardOut'>>()
  for (const card of scorecards) {
    if (card.state !== 'published' || (card.program && card.program !== program)) continue
    const known = found.get(card.name)
    const own = Number(!!card.program) - Number(!!known?.program)
    if (!known || own > 0 || (own === 0 && card.version > known.version)) found.set(card.name, card)
  }
  return [...found.values()].sort((a, b) => Number(!a.program) - Number(!b.program) || a.name.localeCompare(b.name))
}
