export type Who = 'agent' | 'customer' | 'system'
export interface Turn {
  who: Who
  text: string
}

const NAMES: Record<string, Who> = {
  agent: 'agent',
  rep: 'agent',
  a: 'agent',
  客服: 'agent',
  坐席: 'agent',
  customer: 'customer',
  client: 'customer',
  caller: 'customer',
  c: 'customer',
  客户: 'customer',
  用户: 'customer',
  顾客: 'customer',
  system: 'system',
  s: 'system',
  系统: 'system',
}
const LABEL = new RegExp(`^\\s*\\*?(${Object.keys(NAMES).join('|')})\\s*[:：]\\s*`, 'i')

/** What somebody typed as turns: a label begins one, a line without a label goes on with the one before; without any it is the agent. */
export function turnsOf(text: string): Turn[] {
  const turns: Turn[] = []
  const lines = text.split('\n').flatMap((line) => line.split(/\s+\/\s+(?=\*?[ACS]\s*[:：])/))
  for (const line of lines) {
    const match = LABEL.exec(line)
    const said = (match ? line.slice(match[0].length) : line).trim()
    const who = match?.[1] ? NAMES[match[1].toLowerCase()] : undefined
    const last = turns[turns.length - 1]
    if (who) turns.push({ who, text: said })
    else if (said && last) last.text = last.text ? `${last.text}\n${said}` : said
    else if (said) turns.push({ who: 'agent', text: said })
  }
  return turns.filter((turn) => turn.text !== '')
}

/** The label of a party, in the language that is typed in. */
const labelOf = (who: Who, chinese: boolean) =>
  chinese
    ? { agent: '客服：', customer: '客户：', system: '系统：' }[who]
    : { agent: 'Agent: ', customer: 'Customer: ', system: 'System: ' }[who]

const isChinese = (text: string, fallback: boolean) =>
  /[\u3400-\u9fff]/.test(text) ? true : /[a-z]/i.test(text) ? false : fallback

export interface Edited {
  text: string
  cursor: number
}

/** A new turn after the cursor's line, of the other party. */
export function nextTurn(text: string, cursor: number, chinese: boolean): Edited {
  const end = text.indexOf('\n', cursor) < 0 ? text.length : text.indexOf('\n', cursor)
  const before = turnsOf(text.slice(0, end))
  const last = before[before.length - 1]?.who
  const label = labelOf(last === 'customer' ? 'agent' : 'customer', isChinese(text, chinese))
  const insert = `${text.slice(0, end).trim() ? '\n' : ''}${label}`
  return { text: text.slice(0, end) + insert + text.slice(end), cursor: end + insert.length }
}

/** The turn of the cursor's line, said by the other party. */
export function switchParty(text: string, cursor: number, chinese: boolean): Edited {
  const start = text.lastIndexOf('\n', cursor - 1) + 1
  const end = text.indexOf('\n', start) < 0 ? text.length : text.indexOf('\n', start)
  const line = text.slice(start, end)
  const match = LABEL.exec(line)
  const who = match?.[1] ? NAMES[match[1].toLowerCase()] : 'agent'
  const label = labelOf(who === 'customer' ? 'agent' : 'customer', isChinese(text, chinese))
  const old = match?.[0].length ?? 0
  return {
    text: text.slice(0, start) + label + line.slice(old) + text.slice(end),
    cursor: Math.max(start + label.length, cursor + label.length - old),
  }
}

interface Marked {
  id: string
  start: number
  end: number
}

export interface Piece {
  text: string
  /** The findings whose words these are. */
  ids: string[]
}

/** A turn's text in pieces, cut where findings begin and end; places are counted in code points. */
export function pieces(text: string, marks: readonly Marked[]): Piece[] {
  const points = [...text]
  const cuts = [...new Set([0, points.length, ...marks.flatMap((mark) => [mark.start, mark.end])])]
    .filter((cut) => cut >= 0 && cut <= points.length)
    .toSorted((a, b) => a - b)
  return cuts.slice(0, -1).map((from, index) => {
    const to = cuts[index + 1] ?? points.length
    return {
      text: points.slice(from, to).join(''),
      ids: marks.filter((mark) => mark.start <= from && mark.end >= to).map((mark) => mark.id),
    }
  })
}
