import { Badge, Group, Text, Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconDice5, IconUser } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { percent } from '~/words/say'
import { readPicked } from './picked'
import { useReviewWords } from './words'

export const STREAMS = ['random', 'risk', 'own'] as const
export type Stream = (typeof STREAMS)[number]
export const streamOf = (word: string): Stream => STREAMS.find((one) => one === word) ?? 'own'

const LOOKS = {
  random: { color: 'var(--neutral)', ground: 'var(--neutral-ground)', Icon: IconDice5 },
  risk: { color: 'var(--missed)', ground: 'var(--missed-ground)', Icon: IconAlertTriangle },
  own: { color: 'var(--quiet)', ground: 'transparent', Icon: IconUser },
}

/** How a review came here; on hover what that means for averages. */
export function StreamBadge({ stream }: { stream: string }) {
  const t = useReviewWords()
  const known = streamOf(stream)
  const { color, ground, Icon } = LOOKS[known]
  return (
    <Tooltip label={t(`streamAbout.${known}`)}>
      <Badge
        tabIndex={0}
        style={{ color, background: ground, minWidth: 'max-content' }}
        leftSection={<Icon size={14} aria-hidden />}
      >
        {t(`stream.${known}`)}
      </Badge>
    </Tooltip>
  )
}

/** The stream with what is behind it: the chance it had, or the reasons it was picked for. */
export function Why({
  review,
  badge = true,
}: {
  review: Pick<Of<'ReviewOut'>, 'stream' | 'picked' | 'probability'>
  badge?: boolean
}) {
  const t = useReviewWords()
  const { reasons, dispute } = readPicked(review.picked)
  const more =
    reasons.length > 0
      ? reasons.map((risk) => t(`reason.${risk}`)).join(' · ')
      : dispute
        ? t('fromDispute')
        : review.probability != null
          ? t('chance', { chance: percent(review.probability) })
          : ''
  return (
    <Group gap={8}>
      {badge && <StreamBadge stream={review.stream} />}
      {more && (
        <Text size="xs" c="dimmed">
          {more}
        </Text>
      )}
    </Group>
  )
}
