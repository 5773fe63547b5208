import { Group, Table, Text } from '@mantine/core'
import { IconArrowsSplit2, IconRobot } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { answerWords } from '~/pages/reviews/answers'
import { useReviewWords } from '~/pages/reviews/words'
import { ConversationLink } from '~/ui/ConversationLink'
import { useCommon } from '~/words/common'
import { deviations, machineDiffers } from './agreed'
import { useConversationNames } from './useConversationNames'
import { useCalibrationWords } from './words'

export const MACHINE = 'machine'

/** Every rater's answer to one question, conversation by conversation, in words; what differs from most is marked. */
export function ItemGrid({
  item,
  told,
  scale,
  label,
}: {
  item: Of<'ItemAgreementOut'>
  told: Of<'ComparedOut'>
  scale: string | undefined
  label: string
}) {
  const t = useCalibrationWords()
  const reviews = useReviewWords()
  const common = useCommon()
  const userName = useUserName()
  const nameOf = useConversationNames(told.conversations)
  const machineAt = told.raters.indexOf(MACHINE)
  return (
    <Table.ScrollContainer minWidth={560}>
      <Table aria-label={label} highlightOnHover={false} withColumnBorders>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('conversation')}</Table.Th>
            {told.raters.map((rater) => (
              <Table.Th key={rater}>
                {rater === MACHINE ? (
                  <Group gap={4} wrap="nowrap">
                    <IconRobot size={16} aria-hidden />
                    {t('machine')}
                  </Group>
                ) : (
                  (userName(rater) ?? common('somebody'))
                )}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {told.conversations.map((id, at) => {
            const row = item.grid[at] ?? []
            const people = row.map((answer) => answer ?? null).filter((_, rater) => rater !== machineAt)
            const off = deviations(people)
            return (
              <Table.Tr key={id}>
                <Table.Th fw={400}>
                  <ConversationLink id={id} search={{ tab: 'scorecard' }}>
                    {nameOf(id)}
                  </ConversationLink>
                </Table.Th>
                {told.raters.map((rater, column) => {
                  const answer = row[column] ?? null
                  const differs = column === machineAt ? machineDiffers(people, answer) : off[column]
                  return (
                    <Table.Td key={rater} bg={differs ? 'var(--missed-ground)' : undefined} title={answer?.reason}>
                      <Group gap={4} wrap="nowrap">
                        {differs && (
                          <IconArrowsSplit2 size={16} aria-hidden style={{ color: 'var(--missed)', flex: 'none' }} />
                        )}
                        <div>
                          <Text size="sm" c={answer ? undefined : 'dimmed'} fw={differs ? 600 : undefined}>
                            {answerWords(answer, scale, reviews)}
                          </Text>
                          {differs && (
                            <Text size="xs" c="var(--missed)">
                              {t('deviates')}
                            </Text>
                          )}
                        </div>
                      </Group>
                    </Table.Td>
                  )
                })}
              </Table.Tr>
            )
          })}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
