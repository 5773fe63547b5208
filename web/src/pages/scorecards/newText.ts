import { parseDocument } from 'yaml'
import { written } from './builder/written'

interface Head {
  id: string
  version: number
  name?: { en: string; zh: string }
}

/** A form's text as the beginning of another: its own id, version and name; everything else as it was. */
export function begunFrom(body: string, head: Head): string {
  const doc = parseDocument(body)
  doc.set('id', head.id)
  doc.set('version', head.version)
  if (head.name) for (const [language, value] of Object.entries(head.name)) doc.setIn(['name', language], value)
  return written(doc)
}

/** The least form that the server takes: one section with one question for people. */
export function emptyForm(head: Required<Head>): string {
  return `format: 1
id: ${head.id}
version: ${head.version}
name: {en: ${JSON.stringify(head.name.en)}, zh: ${JSON.stringify(head.name.zh)}}
about: {en: "What this form is for.", zh: "这张评分表的用途。"}
channels: [voice, chat, email]
pass: 70

sections:
  - id: first
    name: {en: "First section", zh: "第一个板块"}
    items:
      - id: question
        text: {en: "The first question", zh: "第一个评分问题"}
        kind: human
        scale: "1-5"
        weight: 100
`
}
