import { Group, Text } from '@mantine/core'
import { words } from '~/words/i18n'
import { type Mark, pairOf } from '../reading/marks'
import { useTurns } from '../reading/words'
import { MarkChip } from './MarkChip'
import classes from './MissedRow.module.css'

const useWords = words(
  'missedRow',
  { searched: 'nothing found in {{turns}}', nothing: 'nothing followed' },
  { searched: '{{turns}}中未找到', nothing: '之后没有内容' },
)

/** Between turns: what was called for and did not come, at the end of the turns that were searched for it. */
export function MissedRow({ marks }: { marks: readonly Mark[] }) {
  const t = useWords()
  const turns = useTurns()
  return (
    <div className={classes.row}>
      {marks.map((mark) => {
        const searched = pairOf(mark.opportunity?.searched)
        return (
          <Group key={mark.id} gap={6} wrap="wrap">
            <MarkChip mark={mark} />
            <Text span size="xs" c="dimmed">
              {searched ? t('searched', { turns: turns(searched[0], searched[1]) }) : t('nothing')}
            </Text>
          </Group>
        )
      })}
    </div>
  )
}
