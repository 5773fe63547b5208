/** Whose figures a part of a page shows, since when, and whether they are the reader's own. */
export interface Who {
  agent: string
  program: string
  /** First day: `2026-10-24`. */
  from: string
  name: string
  own: boolean
}
