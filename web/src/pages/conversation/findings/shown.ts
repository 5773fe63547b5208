/** Which marks the list shows, as the address says it. */
export const SHOWN = ['all', 'against', 'missed', 'for', 'neutral'] as const

export type Shown = (typeof SHOWN)[number]
