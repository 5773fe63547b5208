import { Group, Text } from '@mantine/core'
import { useMemo } from 'react'
import { TensionLine } from '~/ui/TensionLine'
import { percent } from '~/words/say'
import { useReading } from '../reading/Reading'
import classes from './Course.module.css'
import { InView } from './InView'
import { Ticks } from './Ticks'
import { useCourseWords } from './words'

/**
 * The whole conversation on one line: the tension of the customer's words, below it every mark, and the part that is in view. A click goes
 * there.
 */
export function Course() {
  const t = useCourseWords()
  const { whole, marks, selected, goTo } = useReading()
  const turns = whole.turns.length
  const tension = useMemo(
    () => (whole.readings?.emotions ?? []).map(({ turn, tension: value }) => ({ turn, value })),
    [whole],
  )
  const most = tension.reduce((a, b) => (b.value > a.value ? b : a), { turn: 0, value: 0 })
  const words =
    tension.length === 0
      ? t('noLine')
      : [t('line'), most.value > 0 ? t('highest', { turn: most.turn + 1, percent: percent(most.value) }) : ''].join(' ')
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
        <InView />
        <TensionLine tension={tension} turns={turns} at={selected?.turn} height={40} words={words} onTurn={goTo} />
        <Ticks marks={marks} turns={turns} selected={selected?.id} />
      </div>
    </div>
  )
}
