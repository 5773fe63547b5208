import { Text } from '@mantine/core'
import { slice } from '../reading/codePoints'
import { type Place, useReading } from '../reading/Reading'
import { useReadingWords } from '../reading/words'

/** The words that a note is about, cut from their turn. */
export function PlaceQuote({ place }: { place: Place }) {
  const t = useReadingWords()
  const { whole } = useReading()
  const turn = whole.turns.find((one) => one.turn === place.turn)
  if (!turn) return null
  const quote = place.start === undefined ? turn.text : slice(turn.text, place.start, place.end)
  return (
    <>
      <Text size="xs" c="dimmed">
        {t('turn', { turn: place.turn + 1 })}
      </Text>
      <Text
        component="blockquote"
        size="sm"
        m={0}
        pl="sm"
        lang={turn.language || whole.conversation.language}
        lineClamp={3}
        style={{ borderInlineStart: '3px solid var(--neutral)' }}
      >
        {quote}
      </Text>
    </>
  )
}
