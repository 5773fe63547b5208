import { Text } from '@mantine/core'
import { useCourseWords } from '../course/words'
import type { Episode } from '../reading/marks'

/** Where the customer's strong feeling begins: how strong it got, whether it was met, whether it passed. */
export function EpisodeRow({ episode }: { episode: Episode }) {
  const t = useCourseWords()
  const { onset, peak, end, intensity, acknowledged, recovered } = episode
  return (
    <Text size="xs" c="var(--against)" fw={600} pl={12} py={6} component="div">
      {[
        t('episode', { first: onset + 1, last: end + 1 }),
        t('peak', { turn: peak + 1, intensity }),
        acknowledged == null ? t('notAcknowledged') : t('acknowledged', { turn: acknowledged + 1 }),
        recovered == null ? t('notCalm') : t('calm', { turn: recovered + 1 }),
      ].join(' · ')}
    </Text>
  )
}
