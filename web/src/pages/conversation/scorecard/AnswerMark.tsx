import { Text } from '@mantine/core'
import { IconCheck, IconCircleHalf2, IconHelpCircle, IconMinus, IconX } from '@tabler/icons-react'
import { useFormWords } from './words'

const LOOKS = {
  yes: { Icon: IconCheck, color: 'var(--for)' },
  partly: { Icon: IconCircleHalf2, color: 'var(--missed)' },
  no: { Icon: IconX, color: 'var(--against)' },
  not_applicable: { Icon: IconMinus, color: 'var(--quiet)' },
  open: { Icon: IconHelpCircle, color: 'var(--neutral)' },
}

/** An answer with its icon and colour. */
export function AnswerMark({ answer, detail }: { answer: string; detail?: string }) {
  const words = useFormWords()
  const look = LOOKS[answer as keyof typeof LOOKS] ?? LOOKS.open
  return (
    <Text
      span
      size="sm"
      fw={600}
      style={{ color: look.color, display: 'inline-flex', alignItems: 'center', gap: 4, whiteSpace: 'nowrap' }}
    >
      <look.Icon size={16} aria-hidden />
      {words.answer(answer)}
      {detail && ` · ${detail}`}
    </Text>
  )
}
