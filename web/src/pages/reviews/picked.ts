const CHANNELS = ['voice', 'chat', 'email', 'sms', 'social', 'video', 'unknown']
const LANGUAGES = ['en', 'zh', 'und']
export const RISKS = ['hostility', 'fail_proposed', 'low_score', 'churn', 'external_threat', 'transfer'] as const
export type Risk = (typeof RISKS)[number]

/** What stands in a review's `picked`: the stratum it was drawn from, the reasons it was picked for, or the dispute it came from. */
export interface Picked {
  agent?: string
  channel?: string
  language?: string
  reasons: Risk[]
  dispute?: string
}

/** Reads it: `AGENT voice zh`, `hostility transfer`, `dispute ID`. */
export function readPicked(picked: string): Picked {
  const parts = picked.split(/[\s,]+/).filter(Boolean)
  if (parts[0] === 'dispute') return { reasons: [], dispute: parts[1] }
  const reasons = RISKS.filter((risk) => parts.includes(risk))
  if (reasons.length > 0) return { reasons }
  return {
    agent: parts.find((part) => !CHANNELS.includes(part) && !LANGUAGES.includes(part)),
    channel: parts.find((part) => CHANNELS.includes(part)),
    language: parts.find((part) => LANGUAGES.includes(part)),
    reasons: [],
  }
}
