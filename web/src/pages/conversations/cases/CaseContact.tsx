import { Group, Paper, Text, Timeline, type TimelineItemProps } from '@mantine/core'
import { IconMail, IconMessage, IconPhone } from '@tabler/icons-react'
import { ConversationLink } from '~/ui/ConversationLink'
import { moment } from '~/words/say'
import { Channel } from '../list/Channel'
import { Flags } from '../list/Flags'
import { Marks } from '../list/Marks'
import { Score } from '../list/Score'
import type { Row } from '../list/useList'
import { State } from './State'
import { useCaseWords } from './words'

/** One contact of a case: when, how long after the one before, by which channel and whom, what was found, how it ended. */
export function CaseContact({
  row,
  list,
  when,
  ...item
}: { row: Omit<Row, 'snippets'>; list: string; when: string } & TimelineItemProps) {
  const t = useCaseWords()
  const Icon = row.channel === 'voice' ? IconPhone : row.channel === 'email' ? IconMail : IconMessage
  return (
    <Timeline.Item {...item} bullet={<Icon size={15} aria-hidden />}>
      <Text size="xs" c="dimmed">
        {when}
      </Text>
      <Paper mt={4} p="sm">
        <Group justify="space-between" gap="sm">
          <Group gap="md">
            <ConversationLink fw={600} id={row.id} search={{ list }}>
              {moment(row.started_ms)}
            </ConversationLink>
            <Text size="sm" component="span">
              <Channel channel={row.channel} />
            </Text>
            {row.agent && <Text size="sm">{t('other', { agent: row.agent.name })}</Text>}
          </Group>
          <State state={row.outcome} />
        </Group>
        <Group gap="lg" mt={8} fz="sm">
          <Score row={row} />
          {row.state === 'evaluated' && <Marks row={row} />}
          <Flags row={row} />
        </Group>
      </Paper>
    </Timeline.Item>
  )
}
