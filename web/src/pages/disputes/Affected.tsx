import { Checkbox, Group, Table, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { useAgentName } from '~/pages/reviews/people'
import { ConversationLink } from '~/ui/ConversationLink'
import { useCommon } from '~/words/common'
import { day, points } from '~/words/say'
import { difference } from './marks'
import { useDisputeWords } from './words'

/** One evaluation with the same error, to choose: its turns, the answers that rest on it, the score with and without. */
export function Affected({
  one,
  textOf,
  checked,
  onCheck,
}: {
  one: Of<'AffectedOut'>
  textOf: (item: string) => string
  checked: boolean
  onCheck: (on: boolean) => void
}) {
  const t = useDisputeWords()
  const common = useCommon()
  const agent = useAgentName()
  const name = `${agent(one.agent) ?? common('somebody')}, ${day(one.started_ms)}`
  const by = difference(one.score, one.without)
  return (
    <Table.Tr>
      <Table.Td>
        <Checkbox
          aria-label={t('choose', { name })}
          checked={checked}
          onChange={({ currentTarget }) => onCheck(currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>{name}</Table.Td>
      <Table.Td>
        <Group gap={8}>
          {one.turns.map((turn) => (
            <ConversationLink key={turn} id={one.conversation} search={{ turn: String(turn) }}>
              {t('atTurn', { turn: turn + 1 })}
            </ConversationLink>
          ))}
        </Group>
      </Table.Td>
      <Table.Td maw={320}>
        <Text size="sm">{one.items.map(textOf).join(' · ') || t('blastNoItems')}</Text>
      </Table.Td>
      <Table.Td ta="end">{one.score == null ? t('noScore') : points(one.score)}</Table.Td>
      <Table.Td ta="end">
        <Text size="sm" fw={600}>
          {one.without == null ? t('noScore') : points(one.without)}
        </Text>
        {by && (
          <Text size="xs" c="dimmed">
            {t('difference', { difference: by })}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
