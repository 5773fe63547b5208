/** The forms of an export. */
export const FORMATS = ['csv', 'jsonl', 'vcon'] as const
export type Format = (typeof FORMATS)[number]

/** What tells a conversation of a list in an export: its id, and what its source calls it. */
export interface Wanted {
  id: string
  source: string
  external_id: string
  program: string
}

/** Cuts a stream of text into records: lines, and in CSV a line end between quotation marks belongs to its cell. */
export class Records {
  private rest = ''
  constructor(private readonly csv: boolean) {}

  /** The records that are whole with this text, without their line ends. */
  take(text: string): string[] {
    this.rest += text
    const whole: string[] = []
    let from = 0
    let quoted = false
    for (let at = 0; at < this.rest.length; at++) {
      const letter = this.rest[at]
      if (this.csv && letter === '"') quoted = !quoted
      if (letter !== '\n' || quoted) continue
      whole.push(this.rest.slice(from, at).replace(/\r$/, ''))
      from = at + 1
    }
    this.rest = this.rest.slice(from)
    return whole
  }

  /** What stands behind the last line end. */
  end(): string[] {
    const last = this.rest
    this.rest = ''
    return last ? [last] : []
  }
}

const key = (...parts: readonly (string | undefined)[]) => parts.map((part) => part ?? '').join('\u0000')

/** Which records of an export are wanted; says the id of each that is. `programs` names programs, as JSON Lines and vCon do. */
export function picker(format: Format, wanted: readonly Wanted[], programs: (id: string) => string) {
  if (format === 'csv') {
    const ids = new Set(wanted.map(({ id }) => id))
    return (record: string): string | undefined => {
      const id = record
        .replace(/^\ufeff/, '')
        .split(',', 1)[0]
        ?.replaceAll('"', '')
      return id && ids.has(id) ? id : undefined
    }
  }
  // JSON Lines name source, id and program; a vCon names no source.
  const source = (one: string | undefined) => (format === 'jsonl' ? one : undefined)
  const ids = new Map(wanted.map((one) => [key(programs(one.program), source(one.source), one.external_id), one.id]))
  return (record: string): string | undefined => {
    const about = format === 'jsonl' ? aboutOf(JSON.parse(record)) : aboutOfVcon(JSON.parse(record))
    return about && ids.get(key(about.program, source(about.source), about.id))
  }
}

interface About {
  id: string
  source?: string
  program?: string
}

const aboutOf = (line: { conversation?: About }) => line.conversation

const aboutOfVcon = (vcon: { analysis?: { schema?: string; body?: { conversation?: About } }[] }) =>
  vcon.analysis?.find(({ schema }) => schema?.startsWith('rapport-findings'))?.body?.conversation
