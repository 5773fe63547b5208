import { Anchor, Paper, Stack, Text, Timeline } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useLibrary } from '~/api/library'
import { useUserName } from '~/api/names'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day, moment } from '~/words/say'
import { useDisputeState } from '../dispute/states'
import { useReading } from '../reading/Reading'

const useWords = words(
  'disputeLine',
  { due: 'Answer due by {{day}}', open: 'Open the dispute', about: 'About: {{behaviour}}' },
  { due: '应于 {{day}} 前答复', open: '打开申诉', about: '涉及：{{behaviour}}' },
)

/** One dispute with its steps in order: who said what, and what came of it. */
export function DisputeLine({ dispute }: { dispute: Of<'DisputeNote'> }) {
  const t = useWords()
  const common = useCommon()
  const state = useDisputeState()
  const userName = useUserName()
  const { behaviourName } = useLibrary()
  const { whole } = useReading()
  const item = whole.evaluation?.sections.flatMap(({ items }) => items).find((one) => one.item === dispute.item)
  return (
    <Paper p="sm">
      <Stack gap={6}>
        <Text size="sm" fw={600}>
          {item?.text ?? dispute.item}
        </Text>
        {dispute.behaviour && (
          <Text size="xs" c="dimmed">
            {t('about', { behaviour: behaviourName(dispute.behaviour) })}
          </Text>
        )}
        <Timeline bulletSize={12} lineWidth={2} active={dispute.steps.length}>
          {dispute.steps.map((step) => (
            <Timeline.Item key={`${step.step}-${step.at_ms}`} title={<Text size="sm">{state(step.step)}</Text>}>
              <Text size="xs" c="dimmed">
                {moment(step.at_ms)} · {userName(step.actor) ?? common('somebody')}
              </Text>
              <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                {step.reason}
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
        {dispute.closed_ms == null && (
          <Text size="xs" c="var(--missed)">
            {t('due', { day: day(dispute.due_ms) })}
          </Text>
        )}
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/disputes/$id" params={{ id: dispute.id }} />}>
          {t('open')}
        </Anchor>
      </Stack>
    </Paper>
  )
}
