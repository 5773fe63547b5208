import { Anchor, Badge, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconClock, type IconDots, IconPlayerPlay } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { moment } from '~/words/say'
import { STATES, useQueueWords } from './queueWords'

const LOOKS: Record<string, { color: string; Icon: typeof IconDots }> = {
  waiting: { color: 'yellow', Icon: IconClock },
  running: { color: 'blue', Icon: IconPlayerPlay },
  failed: { color: 'red', Icon: IconAlertTriangle },
  done: { color: 'teal', Icon: IconCheck },
}
const KINDS = ['evaluate', 'rescore', 'purge'] as const

/** One job: what it is, about what, how it stands, and what went wrong. */
export function JobLine({ job }: { job: Of<'JobOut'> }) {
  const t = useQueueWords()
  const programName = useProgramName()
  const kind = KINDS.find((one) => one === job.kind)
  const state = STATES.find((one) => one === job.state)
  const { color, Icon } = LOOKS[job.state] ?? { color: 'gray', Icon: IconClock }
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm">{kind ? t(kind) : job.kind}</Text>
        {job.error && (
          <Text size="sm" c="var(--against)">
            {t('error')}: {job.error}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {kind === 'purge' ? (
          <Text size="sm">{programName(job.subject)}</Text>
        ) : (
          <>
            <Anchor
              size="sm"
              renderRoot={(props) => (
                <Link {...props} to="/conversations/$id" params={{ id: job.subject }} preload={false} />
              )}
            >
              {t('conversation')} {job.subject.slice(-6)}
            </Anchor>
            {job.program && (
              <Text size="xs" c="dimmed">
                {programName(job.program)}
              </Text>
            )}
          </>
        )}
      </Table.Td>
      <Table.Td>
        <Badge color={color} leftSection={<Icon size={13} aria-hidden />}>
          {state ? t(state) : job.state}
        </Badge>
      </Table.Td>
      <Table.Td ta="right">{job.attempts}</Table.Td>
      <Table.Td>
        <Text size="sm">{moment(job.done_ms ?? job.created_ms)}</Text>
        {state === 'waiting' && job.attempts > 0 && (
          <Text size="xs" c="dimmed">
            {t('next', { moment: moment(job.run_ms) })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
