/** What an answer rests on: words, a missed moment, turns that were searched in vain, or what the source says beside the words. */
export type Proof =
  | { kind: 'said'; good: boolean; mark?: string; behaviour: string; turn: number; quote: string; hint: boolean }
  | { kind: 'missed'; mark?: string; behaviour: string; turn: number; searched?: [number, number] }
  | { kind: 'searched'; first: number; last: number }
  | { kind: 'source'; fact: string; atMs?: number }

const number = (value: unknown, otherwise = 0) => (typeof value === 'number' ? value : otherwise)
const text = (value: unknown) => (typeof value === 'string' ? value : '')
const maybe = (value: unknown) => (typeof value === 'string' && value ? value : undefined)
const pair = (value: unknown): [number, number] | undefined =>
  Array.isArray(value) && value.length === 2 ? [number(value[0]), number(value[1])] : undefined

/** Reads evidence as evaluations show it (`for`, `searched: [first, last]`) and as reviews keep it (`good`, `first`, `last`). */
export function proofsOf(evidence: readonly unknown[]): Proof[] {
  return evidence.flatMap((one): Proof[] => {
    if (typeof one !== 'object' || one === null) return []
    const raw = one as Record<string, unknown>
    const searched = pair(raw.searched) ?? (typeof raw.first === 'number' ? [raw.first, number(raw.last)] : undefined)
    switch (raw.kind) {
      case 'said':
        return [
          {
            kind: 'said',
            good: (raw.for ?? raw.good) === true,
            mark: maybe(raw.finding),
            behaviour: text(raw.behaviour),
            turn: number(raw.turn),
            quote: text(raw.quote),
            hint: raw.hint === true,
          },
        ]
      case 'missed':
        return [
          {
            kind: 'missed',
            mark: maybe(raw.opportunity),
            behaviour: text(raw.behaviour),
            turn: number(raw.turn),
            searched,
          },
        ]
      case 'searched':
        return searched ? [{ kind: 'searched', first: searched[0], last: searched[1] }] : []
      case 'source':
        return [{ kind: 'source', fact: text(raw.fact), atMs: typeof raw.at_ms === 'number' ? raw.at_ms : undefined }]
      default:
        return []
    }
  })
}

/** Whether an answer rests on a mark. */
export const restsOn = (proofs: readonly Proof[], mark: string) =>
  proofs.some((proof) => (proof.kind === 'said' || proof.kind === 'missed') && proof.mark === mark)
