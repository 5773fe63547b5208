import { isMap, isScalar, isSeq, LineCounter, type Pair, parseDocument, type YAMLMap } from 'yaml'

/** A mistake that the server told, with the part of the form that it is about. */
export interface Placed {
  line: number | null
  message: string
  /** `` for the form's head, `0` for a section, `0.2` for a question. */
  at: string
  field?: string
}

interface Told {
  line?: number | null
  message: string
}

/** Finds for every mistake the section, question and field that its line belongs to. */
export function placed(text: string, mistakes: readonly Told[]): Placed[] {
  const lines = new LineCounter()
  const doc = parseDocument(text, { lineCounter: lines })
  const lineAt = (offset: number) => lines.linePos(offset).line
  const startOf = (node: unknown) => {
    const range = (node as { range?: [number, number, number] | null } | null)?.range
    return range ? lineAt(range[0]) : Number.POSITIVE_INFINITY
  }
  const endOf = (node: unknown) => {
    const range = (node as { range?: [number, number, number] | null } | null)?.range
    return range ? lineAt(Math.max(range[0], range[1] - 1)) : 0
  }
  const last = (nodes: readonly unknown[], line: number) => nodes.findLastIndex((node) => startOf(node) <= line)
  const keyOf = (pair: Pair) => (isScalar(pair.key) ? String(pair.key.value) : '')

  /** The field of a map on a line; of several on one line, the one whose name or value the message speaks of. */
  const fieldOf = (map: YAMLMap, { message }: Told, line: number): string | undefined => {
    const pairs = map.items.filter((pair) => startOf(pair.key) <= line && endOf(pair.value ?? pair.key) >= line)
    const quoted = [...message.matchAll(/`([^`]*)`/g)].map((match) => match[1])
    const spoken = pairs.find(
      (pair) => quoted.includes(keyOf(pair)) || (isScalar(pair.value) && quoted.includes(String(pair.value.value))),
    )
    const one = spoken ?? pairs[0]
    return one && keyOf(one)
  }

  return mistakes.map((told): Placed => {
    const line = told.line ?? null
    const base = { line, message: told.message }
    const root = doc.contents
    if (line === null || !isMap(root)) return { ...base, at: '' }
    const sections = root.get('sections')
    const section = isSeq(sections) ? last(sections.items, line) : -1
    const map = isSeq(sections) ? sections.items[section] : undefined
    if (!isMap(map)) return { ...base, at: '', field: fieldOf(root, told, line) }
    const items = map.get('items')
    const item = isSeq(items) ? last(items.items, line) : -1
    const inner = isSeq(items) ? items.items[item] : undefined
    if (!isMap(inner)) return { ...base, at: String(section), field: fieldOf(map, told, line) }
    return { ...base, at: `${section}.${item}`, field: fieldOf(inner, told, line) }
  })
}

/** What the mistakes of a place say of a field. */
export const wrongAt = (mistakes: readonly Placed[], at: string, field: string) =>
  mistakes
    .filter((one) => one.at === at && one.field === field)
    .map((one) => one.message)
    .join('\n') || undefined
