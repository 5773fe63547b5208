import type { Of } from '~/api/client'

type Session = Of<'CalibrationOut'>
type Item = Of<'ItemAgreementOut'>

/** The latest session of which ratings can be compared: locked or closed, by when it was locked. */
export const latest = (sessions: readonly Session[]): Session | undefined =>
  sessions
    .filter(({ state }) => state === 'locked' || state === 'closed')
    .sort((a, b) => (b.locked_ms ?? b.created_ms) - (a.locked_ms ?? a.created_ms))[0]

/** The items that people agree on least: those that may not be used first, then by alpha; items without one are left out. */
export const weakest = (items: readonly Item[], most: number): Item[] =>
  items
    .filter(({ people }) => people.alpha != null)
    .sort((a, b) => {
      const held = Number(a.gate?.for_evaluation ?? true) - Number(b.gate?.for_evaluation ?? true)
      return held || (a.people.alpha ?? 0) - (b.people.alpha ?? 0)
    })
    .slice(0, most)
