/** A piece of a paragraph; strong, or slanted (which Chinese shows as weight). */
export interface Run {
  text: string
  strong?: boolean
  emphasis?: boolean
}

/** A block of a text: a heading, a paragraph, or a list. */
export type Block =
  | { kind: 'heading'; level: number; runs: Run[] }
  | { kind: 'paragraph'; runs: Run[] }
  | { kind: 'list'; ordered: boolean; items: Run[][] }

const STRONG = /^\*\*([^*]+)\*\*$/
const EMPHASIS = /^\*([^*\s][^*]*)\*$/

/** `**strong**` and `*slanted*`; anything else is text as it stands: no links, no HTML. */
export function runsOf(line: string): Run[] {
  return line
    .split(/(\*\*[^*]+\*\*|\*[^*\s][^*]*\*)/)
    .filter(Boolean)
    .map((piece) => {
      const strong = STRONG.exec(piece)?.[1]
      if (strong) return { text: strong, strong: true }
      const emphasis = EMPHASIS.exec(piece)?.[1]
      return emphasis ? { text: emphasis, emphasis: true } : { text: piece }
    })
}

const HEADING = /^(#{1,6})\s+(.*)$/
const ITEM = /^\s*(?:[-*+]|(\d+)[.)])\s+(.*)$/

/** Two lines of a paragraph: a line that ends a sentence keeps its end, one that was only too long goes on. */
const joined = (before: string, line: string) =>
  before + (/[.!?:;。！？：；]$/.test(before) ? '\n' : /\p{Script=Han}$|[，、）]$/u.test(before) ? '' : ' ') + line

/** The plain part of Markdown that people write in such texts: headings, paragraphs, lists, weight. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let open: string[] = []
  const close = () => {
    if (open.length) blocks.push({ kind: 'paragraph', runs: runsOf(open.reduce(joined)) })
    open = []
  }
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const heading = HEADING.exec(line)
    const item = ITEM.exec(line)
    const before = blocks[blocks.length - 1]
    if (heading) {
      close()
      blocks.push({ kind: 'heading', level: heading[1]?.length ?? 1, runs: runsOf(heading[2] ?? '') })
    } else if (item) {
      close()
      const ordered = item[1] !== undefined
      const list = blocks[blocks.length - 1]
      const runs = runsOf(item[2] ?? '')
      if (list?.kind === 'list' && list.ordered === ordered) list.items.push(runs)
      else blocks.push({ kind: 'list', ordered, items: [runs] })
    } else if (!line.trim()) close()
    else if (/^\s/.test(line) && !open.length && before?.kind === 'list')
      // An indented line goes on with the item above it.
      before.items[before.items.length - 1]?.push(...runsOf(` ${line.trim()}`))
    else open.push(line.trim())
  }
  close()
  return blocks
}
