import { Group, Paper, Stack, Text, Timeline } from '@mantine/core'
import { IconArrowForwardUp, IconCheck, IconFlag, IconGavel, IconX } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { answerWords, keptAnswer } from '~/pages/reviews/answers'
import { useReviewWords } from '~/pages/reviews/words'
import { moment } from '~/words/say'
import { correctionOf, isOverturned, stateOf } from './course'
import { useActorName } from './useActorName'
import { useDisputeWords } from './words'

const ICONS = {
  raised: IconFlag,
  accepted: IconCheck,
  rejected: IconX,
  appealed: IconArrowForwardUp,
  upheld: IconCheck,
  final: IconGavel,
}

/** The dispute as people wrote it: who did what, why, when, and how the answer changed. */
export function Thread({ dispute, scale }: { dispute: Of<'DisputeWhole'>; scale: string | undefined }) {
  const t = useDisputeWords()
  const reviews = useReviewWords()
  const actorName = useActorName(dispute)
  return (
    <Timeline active={dispute.steps.length} bulletSize={26} lineWidth={2}>
      {dispute.steps.map((step) => {
        const state = stateOf(step.state)
        const Icon = ICONS[state]
        const [before, after] = [keptAnswer(step.before), keptAnswer(step.after)]
        return (
          <Timeline.Item
            key={step.number}
            bullet={<Icon size={14} aria-hidden />}
            title={
              <Group gap={6} align="baseline">
                <Text size="sm" fw={650}>
                  {actorName(step.actor)}
                </Text>
                <Text size="sm">{t(`did.${state}`)}</Text>
                <Text size="xs" c="dimmed">
                  {moment(step.at_ms)}
                </Text>
              </Group>
            }
          >
            <Stack gap={6} mt={4}>
              <Paper p="sm" bg="var(--mantine-color-body)">
                <Text
                  size="sm"
                  lang={/\p{Script=Han}/u.test(step.reason) ? 'zh' : undefined}
                  style={{ whiteSpace: 'pre-line' }}
                >
                  {step.reason}
                </Text>
              </Paper>
              {after && (
                <Text size="sm" fw={600}>
                  {t('change', {
                    before: answerWords(before, scale, reviews),
                    after: answerWords(after, scale, reviews),
                  })}
                </Text>
              )}
              {isOverturned(step.state) && correctionOf(dispute) === 'mark' && (
                <Text size="sm" c="dimmed">
                  {t('markGone')}
                </Text>
              )}
            </Stack>
          </Timeline.Item>
        )
      })}
    </Timeline>
  )
}
