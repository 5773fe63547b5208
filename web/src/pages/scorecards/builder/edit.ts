import { type Document, isMap, isScalar, isSeq, Scalar, YAMLMap, YAMLSeq } from 'yaml'

/** Where something stands in the text: keys and numbers from the top. */
export type Path = readonly (string | number)[]

/** YAML 1.1 readers take these for truth values unless they are quoted. */
const QUOTED = /^(y|n|yes|no|on|off|true|false|null|~)$/i

const scalar = (value: string | number | boolean) => {
  const node = new Scalar(value)
  if (typeof value === 'string' && (QUOTED.test(value) || value === '')) node.type = Scalar.QUOTE_DOUBLE
  return node
}

/** Any value as a part of the text, on one line; a Map keeps numbers as keys. */
function node(value: unknown): unknown {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return scalar(value)
  if (Array.isArray(value)) {
    const seq = new YAMLSeq()
    seq.flow = true
    seq.items = value.map(node)
    return seq
  }
  const map = new YAMLMap()
  map.flow = true
  const entries = value instanceof Map ? [...value] : Object.entries(value as object)
  for (const [key, one] of entries) if (one !== undefined) map.set(new Scalar(key), node(one))
  return map
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  (Array.isArray(value) && value.length === 0) ||
  (value instanceof Map && value.size === 0) ||
  (typeof value === 'object' && value !== null && !(value instanceof Map) && Object.keys(value).length === 0)

/** Writes a value at its place, and leaves everything around it as it was written; nothing, or nothing in it, takes the field away. */
export function put(doc: Document, path: Path, value: unknown) {
  if (isEmpty(value)) {
    if (doc.hasIn(path)) doc.deleteIn(path)
    // A group without fields says nothing.
    const above = path.slice(0, -1)
    const left = above.length ? doc.getIn(above) : undefined
    if (isMap(left) && left.items.length === 0) put(doc, above, undefined)
    return
  }
  const now = doc.getIn(path, true)
  if (isScalar(now) && (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')) {
    now.value = value
    // How a number was written is not how its successor is.
    now.source = undefined
    now.format = undefined
    if (typeof value === 'string' && QUOTED.test(value)) now.type = Scalar.QUOTE_DOUBLE
    return
  }
  const above = path.slice(0, -1)
  const last = path[path.length - 1]
  if (above.length && !doc.hasIn(above)) doc.setIn(above, node(new Map([[last, value]])))
  else doc.setIn(path, node(value))
}

const seqAt = (doc: Document, path: Path): YAMLSeq | undefined => {
  const found = doc.getIn(path)
  return isSeq(found) ? found : undefined
}

const itemsOf = (doc: Document, section: number) => seqAt(doc, ['sections', section, 'items'])

/** Moves a question to a place in the same or another section; its comments go with it. */
export function moveItem(doc: Document, from: [number, number], to: [number, number]) {
  const source = itemsOf(doc, from[0])
  const target = itemsOf(doc, to[0])
  if (!source || !target) return
  const [moved] = source.items.splice(from[1], 1)
  if (moved === undefined) return
  if (target.items.length === 0) target.flow = false
  target.items.splice(to[1], 0, moved)
}

/** Moves a section with all its questions. */
export function moveSection(doc: Document, from: number, to: number) {
  const sections = seqAt(doc, ['sections'])
  const [moved] = sections?.items.splice(from, 1) ?? []
  if (moved !== undefined) sections?.items.splice(to, 0, moved)
}

/** As blocks, each field on its line, the texts in it on one. */
function block(value: Record<string, unknown>): YAMLMap {
  const map = new YAMLMap()
  for (const [key, one] of Object.entries(value)) if (one !== undefined) map.set(new Scalar(key), node(one))
  map.spaceBefore = true
  return map
}

/** A new question after a place. */
export function addItem(doc: Document, section: number, at: number, value: Record<string, unknown>) {
  const items = itemsOf(doc, section)
  if (!items) return
  if (items.items.length === 0) items.flow = false
  items.items.splice(at, 0, block(value))
}

/** A new section after a place, with one question. */
export function addSection(doc: Document, at: number, head: Record<string, unknown>, item: Record<string, unknown>) {
  const sections = seqAt(doc, ['sections'])
  if (!sections) return
  const section = block(head)
  const items = new YAMLSeq()
  items.items.push(block(item))
  section.set(new Scalar('items'), items)
  if (sections.items.length === 0) sections.flow = false
  sections.items.splice(at, 0, section)
}

/** A copy of a question beside it, with another id. */
export function copyItem(doc: Document, section: number, item: number, id: string) {
  const items = itemsOf(doc, section)
  const old = items?.items[item]
  if (!isMap(old)) return
  const copy = old.clone() as YAMLMap
  copy.set('id', id)
  copy.spaceBefore = true
  items?.items.splice(item + 1, 0, copy)
}

export const removeItem = (doc: Document, section: number, item: number) => {
  itemsOf(doc, section)?.items.splice(item, 1)
}

/** Takes a section away, and its gate. */
export function removeSection(doc: Document, section: number, id: string) {
  seqAt(doc, ['sections'])?.items.splice(section, 1)
  put(doc, ['gates', id], undefined)
}
