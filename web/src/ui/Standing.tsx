import { Badge, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconCircleMinus, IconQuestionMark } from '@tabler/icons-react'
import { useCommon } from '~/words/common'
import { points } from '~/words/say'

const LOOKS = {
  pass: { color: 'var(--for)', ground: 'var(--for-ground)', Icon: IconCheck },
  below: { color: 'var(--missed)', ground: 'var(--missed-ground)', Icon: IconCircleMinus },
  fail_proposed: { color: 'var(--against)', ground: 'var(--against-ground)', Icon: IconAlertTriangle },
  fail: { color: 'var(--against)', ground: 'var(--against-ground)', Icon: IconAlertTriangle },
  insufficient_evidence: { color: 'var(--quiet)', ground: 'transparent', Icon: IconQuestionMark },
}

/** A score of 0–100 with how it stands; "insufficient evidence" is never shown as a low number. */
export function Standing({
  score,
  standing,
  words = true,
}: {
  score: number | null | undefined
  standing: string | null | undefined
  words?: boolean
}) {
  const t = useCommon()
  const look = LOOKS[standing as keyof typeof LOOKS]
  if (!look) return <Text c="dimmed">–</Text>
  const text = t(`standing.${standing as keyof typeof LOOKS}`)
  return (
    <Group gap={6} wrap="nowrap">
      {score != null && (
        <Text span fw={650}>
          {points(score)}
        </Text>
      )}
      <Badge
        style={{ color: look.color, background: look.ground }}
        leftSection={<look.Icon size={14} aria-hidden />}
        title={text}
        role={words ? undefined : 'img'}
        aria-label={words ? undefined : text}
        px={words ? undefined : 4}
      >
        {words ? text : null}
      </Badge>
    </Group>
  )
}
