import type { Query } from '../filters/query'
import { written } from '../filters/query'
import type { Row } from '../list/useList'
import { type Format, picker, Records } from './exported'

const NAMES: Record<Format, string> = {
  csv: 'conversations.csv',
  jsonl: 'conversations.jsonl',
  vcon: 'conversations.vcon.jsonl',
}

/**
 * Writes the chosen conversations to a file of the reader. The API exports what filters show and knows no list of ids, so this asks for the
 * stretch of time in which the chosen ones lie, and keeps only them; it stops reading as soon as it has all. Says how many it found.
 */
export async function exportChosen(
  rows: readonly Row[],
  query: Query,
  format: Format,
  language: string,
  programs: (id: string) => string,
): Promise<{ found: number; file: string }> {
  const times = rows.map((row) => row.started_ms)
  const from = String(Math.min(...times))
  const until = String(Math.max(...times) + 1)
  const address = `/api/conversations/export?${written({ ...query, from, until })}&format=${format}&lang=${language}`
  const stop = new AbortController()
  const answer = await fetch(address, { signal: stop.signal })
  if (!answer.ok || !answer.body) throw await answer.json()

  const pick = picker(format, rows, programs)
  const records = new Records(format === 'csv')
  const found = new Map<string, string>()
  let head: string | undefined
  const look = (record: string) => {
    if (format === 'csv' && head === undefined) {
      head = record
      return
    }
    const id = pick(record)
    if (id) found.set(id, record)
  }
  const reader = answer.body.pipeThrough(new TextDecoderStream('utf-8', { ignoreBOM: true })).getReader()
  while (found.size < rows.length) {
    const { done, value } = await reader.read()
    for (const record of done ? records.end() : records.take(value)) look(record)
    if (done) break
  }
  stop.abort()

  const end = format === 'csv' ? '\r\n' : '\n'
  const lines = [...(head === undefined ? [] : [head]), ...found.values()].map((record) => record + end)
  save(new Blob(lines, { type: format === 'csv' ? 'text/csv' : 'application/x-ndjson' }), NAMES[format])
  return { found: found.size, file: NAMES[format] }
}

function save(blob: Blob, name: string) {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
