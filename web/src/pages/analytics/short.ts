/** The words of a verdict where there is little room. */
export const SHORT = {
  higher: 'shortHigher',
  lower: 'shortLower',
  unclear: 'shortUnclear',
  nothing: 'shortNothing',
} as const

/** The words of a verdict as a sentence. */
export const SENTENCE = {
  higher: 'verdictHigher',
  lower: 'verdictLower',
  unclear: 'verdictUnclear',
  nothing: 'verdictNothing',
} as const
