import { isMap, parse, parseDocument } from 'yaml'

/** What a pack says, as far as it can be read: shown beside its text while somebody writes. */
export interface PackRead {
  name?: string
  glossary: string[]
  facts: { name: string; about: string[]; values: string[]; wrong: string[] }[]
  forbidden: { name: string; says: string[] }[]
  without: string[]
}

const words = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one) => one !== null && typeof one !== 'object').map(String) : []

const maps = (value: unknown): Record<string, unknown>[] =>
  Array.isArray(value) ? value.filter((one) => typeof one === 'object' && one !== null && !Array.isArray(one)) : []

const name = (value: unknown) => (typeof value === 'string' || typeof value === 'number' ? String(value) : '')

/** Reads a pack's text; null where it is no YAML, or no map. The server checks it strictly when it is saved. */
export function readPack(text: string): PackRead | null {
  const document = parseDocument(text)
  if (document.errors.length || !isMap(document.contents)) return null
  const read: Record<string, unknown> = parse(text)
  const greeting = typeof read.greeting === 'object' && read.greeting !== null ? read.greeting : {}
  return {
    name: name(read.name) || undefined,
    glossary: words(read.glossary),
    facts: maps(read.facts).map((fact) => ({
      name: name(fact.name),
      about: words(fact.about),
      values: words(fact.values),
      wrong: words(fact.wrong),
    })),
    forbidden: maps(read.forbidden).map((one) => ({ name: name(one.name), says: words(one.says) })),
    without: words((greeting as Record<string, unknown>).without),
  }
}

/** The lines that a problem names, such as `line 2: …`, in order and once each. */
export function linesOf(message: string): number[] {
  const found = [...message.matchAll(/\bline (\d+)/g)].map(([, line]) => Number(line))
  return [...new Set(found)].sort((a, b) => a - b)
}

/** Where a line stands in a text, from its first to behind its last character; lines count from 1. */
export function lineRange(text: string, line: number): [number, number] {
  const lines = text.split('\n')
  const at = Math.min(Math.max(line, 1), lines.length)
  const start = lines.slice(0, at - 1).reduce((sum, one) => sum + one.length + 1, 0)
  return [start, start + (lines[at - 1]?.length ?? 0)]
}

/** What to begin with where a program has no pack yet. */
export const beginning = (
  program: string,
) => `# What is true in this program. Lines that begin with # are notes for people.
format: 1
name: ${JSON.stringify(program)}

# Terms and internal codes that customers do not know.
glossary: []

# What agents may say about a thing; any number else in such a sentence is a broken fact.
facts: []
#  - name: monthly price
#    about: [starter plan, 入门套餐]
#    values: ["30 dollars", "$30", 30元]

# What nobody may promise.
forbidden: []
#  - name: speed guarantee
#    says: [always full speed, 永不限速]
`
