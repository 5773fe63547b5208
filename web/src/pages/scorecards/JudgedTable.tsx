import { Paper, Table, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { ConversationLink } from '~/ui/ConversationLink'
import { Standing } from '~/ui/Standing'
import { words } from '~/words/i18n'
import { moment } from '~/words/say'
import { useChannelName } from './channelName'
import { signed } from './Shift'
import { useFormWords } from './words'

const useWords = words(
  'judged',
  {
    conversation: 'Conversation',
    before: 'Now',
    'after.version': 'With this version',
    'after.rules': 'With these rules',
    difference: 'Difference',
    why: 'Answered differently',
    change: '{{item}}: {{before}} → {{after}}',
    more: 'and {{n}} more',
    weights: 'None: the points alone',
  },
  {
    conversation: '会话',
    before: '现在',
    'after.version': '用此版本',
    'after.rules': '用这些规则',
    difference: '差异',
    why: '答案有变的评分项',
    change: '{{item}}：{{before}} → {{after}}',
    more: '等 {{n}} 项',
    weights: '无：仅分值变化',
  },
)

const SHOWN = 3

/** Conversations with their result now and with another version or other rules, and which questions make the difference; each leads to the conversation. */
export function JudgedTable({
  results,
  itemName,
  by = 'version',
}: {
  results: readonly Of<'JudgedOut'>[]
  itemName: (id: string) => string
  by?: 'version' | 'rules'
}) {
  const t = useWords()
  const say = useFormWords()
  const channel = useChannelName()
  const answer = (given: Of<'JudgedAnswer'> | null | undefined) =>
    given ? say(`answer.${given.answer as 'yes'}`) : say('absentItem')
  return (
    <Paper p={0} style={{ overflowX: 'auto' }}>
      <Table miw={860}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('conversation')}</Table.Th>
            <Table.Th>{t('before')}</Table.Th>
            <Table.Th>{t(`after.${by}`)}</Table.Th>
            <Table.Th>{t('difference')}</Table.Th>
            <Table.Th>{t('why')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {results.map((one) => (
            <Table.Tr key={one.conversation}>
              <Table.Td>
                <ConversationLink id={one.conversation} search={{ tab: 'scorecard' }}>
                  {one.external_id}
                </ConversationLink>
                <Text size="xs" c="dimmed">
                  {channel(one.channel)} · {moment(one.started_ms)}
                </Text>
              </Table.Td>
              {[0, 1].map((side) => (
                <Table.Td key={side}>
                  {one.result[side] ? (
                    <Standing score={one.score[side]} standing={one.result[side]} />
                  ) : (
                    <Text size="sm" c="dimmed">
                      {say('notEvaluated')}
                    </Text>
                  )}
                </Table.Td>
              ))}
              <Table.Td fw={650}>{one.difference == null ? '–' : signed(one.difference)}</Table.Td>
              <Table.Td>
                {one.items.length === 0 && (
                  <Text size="xs" c="dimmed">
                    {t('weights')}
                  </Text>
                )}
                {one.items.slice(0, SHOWN).map((item) => (
                  <Text key={item.item} size="xs">
                    {t('change', {
                      item: itemName(item.item),
                      before: answer(item.before),
                      after: answer(item.after),
                    })}
                  </Text>
                ))}
                {one.items.length > SHOWN && (
                  <Text size="xs" c="dimmed">
                    {t('more', { n: one.items.length - SHOWN })}
                  </Text>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  )
}
