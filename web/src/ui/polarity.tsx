import { IconAlertCircle, IconCheck, IconCircleDashed, IconInfoCircle } from '@tabler/icons-react'

/** What a mark says of the service: done well, against it, neither, or a moment that was missed. */
export type Polarity = 'for' | 'against' | 'neutral' | 'missed'

/** From the API's `+`, `-`, `0`. */
export const polarityOf = (sign: string): Polarity => (sign === '+' ? 'for' : sign === '-' ? 'against' : 'neutral')

const ICONS = { for: IconCheck, against: IconAlertCircle, neutral: IconInfoCircle, missed: IconCircleDashed }

export const colours = (polarity: Polarity) => ({
  color: `var(--${polarity})`,
  background: `var(--${polarity}-ground)`,
})

/** The icon that goes with each colour, because colour alone says nothing to many. */
export function PolarityIcon({ polarity, size = 16 }: { polarity: Polarity; size?: number }) {
  const Icon = ICONS[polarity]
  return <Icon size={size} aria-hidden style={{ color: `var(--${polarity})`, flex: 'none' }} />
}
