import { Text } from '@mantine/core'
import { Standing } from '~/ui/Standing'
import type { Row } from './useList'
import { useListWords } from './words'

/** The score with how it stands, or why there is none yet. */
export function Score({ row, words = true }: { row: Pick<Row, 'state' | 'score' | 'standing'>; words?: boolean }) {
  const t = useListWords()
  if (row.state === 'evaluated') return <Standing score={row.score} standing={row.standing} words={words} />
  return (
    <Text span size="sm" c={row.state === 'failed' ? 'var(--against)' : 'dimmed'}>
      {row.state === 'failed' ? t('failed') : t('received')}
    </Text>
  )
}
