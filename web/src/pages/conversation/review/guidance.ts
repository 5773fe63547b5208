/** What a form says of a question: a note, and what counts and what does not; in one language. */
export interface Guidance {
  note?: string
  good: string[]
  bad: string[]
}

const record = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}

/** Reads the guidance as the form's text has it; none where there is nothing to say. */
export function guidanceOf(value: unknown, language: 'en' | 'zh'): Guidance | undefined {
  const raw = record(value)
  const list = (of: unknown): string[] => {
    const texts = record(of)[language]
    return (Array.isArray(texts) ? texts : [texts]).filter((text): text is string => typeof text === 'string')
  }
  const note = list(raw.note)[0]
  const [good, bad] = [list(raw.good), list(raw.bad)]
  return note || good.length || bad.length ? { note, good, bad } : undefined
}
