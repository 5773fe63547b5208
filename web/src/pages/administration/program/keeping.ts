export interface Kept {
  conversations: number | string
  scores: number | string
  raw: number | string
}

const fits = (days: number | string): days is number =>
  typeof days === 'number' && Number.isInteger(days) && days >= 1 && days <= 3_650

/** The fields that the server would refuse: days outside 1–3,650. */
export const faultsOf = (kept: Kept) =>
  (['conversations', 'scores', 'raw'] as const).filter((name) => !fits(kept[name]))

/** How long each class truly stays: nothing is kept longer than the conversation it belongs to. Only for days without a fault. */
export function truly(kept: Kept): { conversations: number; scores: number; raw: number } {
  const conversations = Number(kept.conversations)
  return {
    conversations,
    scores: Math.min(Number(kept.scores), conversations),
    raw: Math.min(Number(kept.raw), conversations),
  }
}

const DAY_MS = 86_400_000

/** What began before this moment goes with the next daily round. */
export const goesBefore = (days: number, now: number) => now - days * DAY_MS

/** Scores kept shorter than this are worth a word: half a year. */
export const HALF_YEAR = 183
