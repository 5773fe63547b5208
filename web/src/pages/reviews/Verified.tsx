import { Group, Stack, Text } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconInfoCircle } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { count } from '~/words/say'
import { useSampleWords } from './sampleWords'

/** What drawing the sample again said: frame and draw hold or do not, and how far today's frame differs. */
export function Verified({ verified }: { verified: Of<'VerifiedOut'> }) {
  const t = useSampleWords()
  const { frame_holds, draw_holds, added, gone } = verified
  const line = (holds: boolean, words: string) => (
    <Group gap={6} wrap="nowrap" align="flex-start">
      {holds ? (
        <IconCheck size={18} aria-hidden style={{ color: 'var(--for)', flex: 'none' }} />
      ) : (
        <IconAlertCircle size={18} aria-hidden style={{ color: 'var(--against)', flex: 'none' }} />
      )}
      <Text size="sm">{words}</Text>
    </Group>
  )
  return (
    <Stack gap={4} role="status">
      {line(frame_holds, t(frame_holds ? 'frameHolds' : 'frameBroken'))}
      {line(draw_holds, t(draw_holds ? 'drawHolds' : 'drawBroken'))}
      <Group gap={6} wrap="nowrap" align="flex-start">
        <IconInfoCircle size={18} aria-hidden style={{ color: 'var(--quiet)', flex: 'none' }} />
        <Text size="sm">
          {added + gone === 0 ? t('frameSame') : t('frameSince', { added: count(added), gone: count(gone) })}
        </Text>
      </Group>
    </Stack>
  )
}
