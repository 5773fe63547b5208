import { Group, Text } from '@mantine/core'
import { TensionLine } from '~/ui/TensionLine'
import { percent } from '~/words/say'
import type { Mark } from '../reading/marks'
import { useReading } from '../reading/Reading'
import { useView } from '../reading/view'
import classes from './Course.module.css'
import { useCourseWords } from './words'

/** On which height each kind lies, so that marks of one turn do not hide each other. */
const HEIGHTS: Partial<Record<Mark['polarity'], number>> = { for: 5, against: 12, missed: 19 }

/** A filled dot, a triangle, a ring: shapes differ as colours do. */
const SHAPES: Partial<Record<Mark['polarity'], string>> = {
  for: 'M0 -4 A4 4 0 1 1 -0.01 -4 Z',
  against: 'M0 -5 L5 4 L-5 4 Z',
  missed: 'M0 -3.5 A3.5 3.5 0 1 1 -0.01 -3.5 Z',
}

/**
 * The whole conversation on one line: the tension of the customer's words, below it every mark, and the part that is in view. A click goes
 * there.
 */
export function Course() {
  const t = useCourseWords()
  const { whole, marks, selected, viewed, goTo } = useReading()
  const view = useView(viewed)
  const turns = whole.turns.length
  const felt = whole.readings?.emotions ?? []
  const tension = felt.map(({ turn, tension: value }) => ({ turn, value }))
  const most = tension.reduce((a, b) => (b.value > a.value ? b : a), { turn: 0, value: 0 })
  const at = (turn: number) => (turns < 2 ? 50 : (turn / (turns - 1)) * 100)
  const words =
    tension.length === 0
      ? t('noLine')
      : [t('line'), most.value > 0 ? t('highest', { turn: most.turn + 1, percent: percent(most.value) }) : ''].join(' ')
  const half = turns > 1 ? 50 / (turns - 1) : 50
  const left = Math.max(0, at(view.first) - half)
  return (
    <div className={classes.course}>
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <Text size="xs" fw={600}>
          {t('tension')}
        </Text>
        <Text size="xs" c="dimmed" truncate>
          {t('estimate')}
        </Text>
      </Group>
      <div className={classes.line}>
        <div
          className={classes.view}
          style={{ insetInlineStart: `${left}%`, width: `${Math.min(100, at(view.last) + half) - left}%` }}
        />
        <TensionLine tension={tension} turns={turns} at={selected?.turn} height={40} words={words} onTurn={goTo} />
        <svg className={classes.strip} height={24} width="100%" aria-hidden overflow="visible">
          {marks.map((mark) => {
            const shape = mark.hint ? undefined : SHAPES[mark.polarity]
            if (!shape) return null
            return (
              <svg key={mark.id} x={`${at(mark.turn)}%`} y={HEIGHTS[mark.polarity]} overflow="visible" aria-hidden>
                <path
                  d={shape}
                  fill={mark.polarity === 'missed' ? 'none' : `var(--${mark.polarity})`}
                  stroke={`var(--${mark.polarity})`}
                  strokeWidth={1.5}
                  opacity={selected && selected.id !== mark.id ? 0.55 : 1}
                />
              </svg>
            )
          })}
        </svg>
      </div>
    </div>
  )
}
