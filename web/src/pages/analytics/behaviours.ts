import type { Of } from '~/api/client'

export type BehaviourRow = Of<'Figures_BehaviourRow'>['rows'][number]

/** In which order behaviours stand; never by how people did. */
export const ORDERS = ['missed', 'against', 'found', 'name'] as const
export type Order = (typeof ORDERS)[number]

/** Whose words it is about. */
export const SIDES = ['all', 'agent', 'customer'] as const
export type Side = (typeof SIDES)[number]

interface Known {
  id: string
  side: string
}

/** Whose words a behaviour is about; what the library does not tell is told by its id. */
export function sideOf(id: string, library: readonly Known[]): 'agent' | 'customer' {
  const side = library.find((one) => one.id === id)?.side ?? (id.startsWith('cust_') ? 'customer' : 'agent')
  return side === 'customer' ? 'customer' : 'agent'
}

const found = ({ found: { positive, negative, neutral } }: BehaviourRow) =>
  positive.count + negative.count + neutral.count

/** The rows that a reader looks for, in the order asked for; names decide between equals. */
export function sift(
  rows: readonly BehaviourRow[],
  {
    text,
    side,
    order,
    name,
    library,
  }: { text: string; side: Side; order: Order; name: (id: string) => string; library: readonly Known[] },
): BehaviourRow[] {
  const wanted = text.trim().toLowerCase()
  const weight = (row: BehaviourRow) =>
    order === 'missed'
      ? row.called.missed.count
      : order === 'against'
        ? row.found.negative.count
        : order === 'found'
          ? found(row)
          : 0
  return rows
    .filter(({ behaviour }) => side === 'all' || sideOf(behaviour, library) === side)
    .filter(
      ({ behaviour }) =>
        wanted === '' ||
        name(behaviour).toLowerCase().includes(wanted) ||
        behaviour.includes(wanted.replaceAll(' ', '_')),
    )
    .sort((a, b) => weight(b) - weight(a) || name(a.behaviour).localeCompare(name(b.behaviour)))
}
