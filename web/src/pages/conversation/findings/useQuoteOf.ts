import type { Mark } from '../reading/marks'
import { useReading } from '../reading/Reading'

/** The words that a mark rests on: its quote, or the turn that called for what was missed. */
export function useQuoteOf() {
  const { whole } = useReading()
  return (mark: Mark): { text: string; language: string; turn: number } => {
    const turn = mark.opportunity?.turn ?? mark.turn
    const said = whole.turns.find((one) => one.turn === turn)
    return {
      text: mark.finding?.quote ?? said?.text ?? '',
      language: said?.language || whole.conversation.language,
      turn,
    }
  }
}
