/** A turn of an example: who speaks, what they say, and whether this is the turn that is meant. */
export interface Spoken {
  who: 'customer' | 'agent'
  text: string
  meant: boolean
}

/** Reads an example as rule files write it: `C: … / *A: …`, a star before the turn that is meant; the last one where there is no star. */
export function dialogueOf(example: string): Spoken[] {
  const turns = example
    .split(/\s\/\s(?=\*?[AC]:)/)
    .map((piece) => /^(\*?)([AC]):\s*(.*)$/s.exec(piece.trim()))
    .flatMap((read): Spoken[] =>
      read ? [{ who: read[2] === 'C' ? 'customer' : 'agent', text: read[3] ?? '', meant: read[1] === '*' }] : [],
    )
  if (turns.length === 0) return [{ who: 'agent', text: example, meant: true }]
  if (turns.some(({ meant }) => meant)) return turns
  return turns.map((turn, at) => ({ ...turn, meant: at === turns.length - 1 }))
}
