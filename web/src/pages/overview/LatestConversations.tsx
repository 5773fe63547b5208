import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { ConversationLink } from '~/ui/ConversationLink'
import { EmptyLine } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Standing } from '~/ui/Standing'
import { useCommon } from '~/words/common'
import { day } from '~/words/say'
import { usePeriod } from './usePeriod'
import { useShared } from './words'

/** The latest conversations that the reader may see, each with its score or why there is none, and the way to all. */
export function LatestConversations({
  none,
  agent,
  period = true,
}: {
  none: string
  agent?: string
  period?: boolean
}) {
  const common = useCommon()
  const shared = useShared()
  const { from, program } = usePeriod()
  const asked = { program, agent, ...(period ? { from } : {}) }
  const query = api.useQuery('get', '/api/conversations', { params: { query: { ...asked, limit: 6 } } })
  return (
    <Loaded
      query={query}
      isEmpty={({ conversations }) => conversations.length === 0}
      empty={<EmptyLine>{none}</EmptyLine>}
    >
      {({ conversations }) => (
        <>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{common('date')}</Table.Th>
                <Table.Th scope="col">{common('score')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {conversations.map((one) => (
                <Table.Tr key={one.id}>
                  <Table.Td style={{ whiteSpace: 'nowrap' }}>
                    <ConversationLink id={one.id}>{day(one.started_ms)}</ConversationLink>
                    <Text size="xs" c="dimmed">
                      {common(`channel.${one.channel as 'voice'}`)}
                    </Text>
                  </Table.Td>
                  <Table.Td>
                    <Standing score={one.score} standing={one.standing} />
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/conversations" search={asked} />}>
            {shared('allConversations')}
          </Anchor>
        </>
      )}
    </Loaded>
  )
}
