export interface Kept {
  conversations: number | string
  scores: number | string
  raw: number | string
}

export type KeptFault = 'range' | 'longer'

const fits = (days: number | string): days is number =>
  typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 3_650

/** What the server would refuse, field by field: days outside 1–3,650, or longer than the conversation that they belong to. */
export function faultsOf({ conversations, scores, raw }: Kept): Partial<Record<keyof Kept, KeptFault>> {
  const faults: Partial<Record<keyof Kept, KeptFault>> = {}
  if (!fits(conversations)) faults.conversations = 'range'
  for (const [name, days] of [
    ['scores', scores],
    ['raw', raw],
  ] as const) {
    if (!fits(days)) faults[name] = 'range'
    else if (fits(conversations) && days > conversations) faults[name] = 'longer'
  }
  return faults
}

const DAY_MS = 86_400_000

/** What began before this moment goes with the next daily round. */
export const goesBefore = (days: number, now: number) => now - days * DAY_MS

/** Scores kept shorter than this are worth a word: half a year. */
export const HALF_YEAR = 183
