import { Group, Text, UnstyledButton } from '@mantine/core'
import type { CSSProperties, ReactNode } from 'react'
import { PolarityIcon } from '~/ui/polarity'
import { words } from '~/words/i18n'
import type { Mark } from '../reading/marks'
import { useReading } from '../reading/Reading'
import { useMarkName } from '../reading/useMarkName'
import { useReadingWords } from '../reading/words'
import classes from './MarkCard.module.css'
import { useQuoteOf } from './useQuoteOf'

const useWords = words('markCard', { after: 'after “{{quote}}”' }, { after: '在“{{quote}}”之后' })

/** One mark in a list: what it is, its words, its turn. A click selects it everywhere. */
export function MarkCard({ mark, children }: { mark: Mark; children?: ReactNode }) {
  const t = useWords()
  const shared = useReadingWords()
  const markName = useMarkName()
  const { select } = useReading()
  const { text, language } = useQuoteOf()(mark)
  return (
    <UnstyledButton
      className={classes.card}
      style={{ '--colour': `var(--${mark.polarity})` } as CSSProperties}
      data-hint={mark.hint || undefined}
      onClick={() => select(mark)}
    >
      <Group gap={6} wrap="nowrap" align="flex-start">
        <PolarityIcon polarity={mark.polarity} size={17} />
        <Text span size="sm" fw={mark.hint ? 400 : 600} style={{ flex: 1 }}>
          {markName(mark)}
          {mark.hint && (
            <Text span size="xs" c="dimmed">
              {' '}
              ({shared('hint')})
            </Text>
          )}
        </Text>
        <Text span size="xs" c="dimmed">
          {shared('turn', { turn: (mark.opportunity?.turn ?? mark.turn) + 1 })}
        </Text>
      </Group>
      {text && (
        <Text span size="sm" c="dimmed" className={classes.quote} lang={language}>
          {mark.opportunity ? t('after', { quote: text }) : text}
        </Text>
      )}
      {children}
    </UnstyledButton>
  )
}
