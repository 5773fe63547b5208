import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { useLibrary } from '~/api/library'
import { useProgramName } from '~/api/names'
import { useSession } from '~/api/session'
import { useAgentName } from '~/pages/reviews/people'
import { useCommon } from '~/words/common'
import { day } from '~/words/say'
import { DisputeUntil } from './DisputeUntil'
import { StateBadge } from './StateBadge'
import { useDisputeWords } from './words'

/** Disputes in a table: what is contested, whose it is, where it stands, when the next answer is due. */
export function DisputesTable({
  disputes,
  textOf,
  label,
}: {
  disputes: readonly Of<'DisputeOut'>[]
  /** The question behind an item's id. */
  textOf: (item: string) => string
  label: string
}) {
  const t = useDisputeWords()
  const common = useCommon()
  const { role, programs } = useSession()
  const agent = useAgentName()
  const program = useProgramName()
  const { behaviourName } = useLibrary()
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table aria-label={label}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('item')}</Table.Th>
            {role !== 'agent' && <Table.Th>{common('agent')}</Table.Th>}
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th>{t('answerDue')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {disputes.map((dispute) => (
            <Table.Tr key={dispute.id}>
              <Table.Td maw={440}>
                <Anchor
                  size="sm"
                  fw={600}
                  renderRoot={(props) => <Link {...props} to="/disputes/$id" params={{ id: dispute.id }} />}
                >
                  {textOf(dispute.item)}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {dispute.mark
                    ? t(dispute.mark.cue ? 'mark' : 'missedMark', {
                        behaviour: behaviourName(dispute.mark.behaviour),
                        turn: dispute.mark.turn + 1,
                      })
                    : t('wholeAnswer')}
                </Text>
              </Table.Td>
              {role !== 'agent' && (
                <Table.Td>
                  {agent(dispute.agent) ?? common('somebody')}
                  {programs.length > 1 && (
                    <Text size="xs" c="dimmed">
                      {program(dispute.program)}
                    </Text>
                  )}
                </Table.Td>
              )}
              <Table.Td>
                <StateBadge state={dispute.state} />
                <Text size="xs" c="dimmed">
                  {t('raisedOn', { day: day(dispute.raised_ms) })}
                </Text>
              </Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>
                <DisputeUntil dispute={dispute} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
