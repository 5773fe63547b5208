import { Code, Group, Paper, Stack, Table, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { api, type Of } from '~/api/client'
import { useLibrary } from '~/api/library'
import { useProgramName, useUserName } from '~/api/names'
import { type Answered, answerWords } from '~/pages/reviews/answers'
import { useAgentName } from '~/pages/reviews/people'
import { useReviewWords } from '~/pages/reviews/words'
import { ConversationLink } from '~/ui/ConversationLink'
import { EvidenceCard } from '~/ui/EvidenceCard'
import { useCommon } from '~/words/common'
import { day, points } from '~/words/say'
import { correctionOf, isOverturned } from './course'
import type { Mark } from './marks'
import { useDisputeWords } from './words'

/** What the dispute is about: the answer, the mark it rests on with its quote and the way to its moment, and the people in it. */
export function Contested({
  dispute,
  question,
  answer,
  scale,
  mark,
  evidence,
  scoredBy,
  scoreBefore,
}: {
  dispute: Of<'DisputeOut'>
  question: string
  answer: Answered | undefined
  scale: string | undefined
  mark: Mark | undefined
  /** What the answer as such rests on, where no mark is disputed. */
  evidence: readonly Of<'EvidenceOut'>[]
  scoredBy: string | null | undefined
  /** The score of the evaluation that stood. */
  scoreBefore: number | null | undefined
}) {
  const t = useDisputeWords()
  const common = useCommon()
  const reviews = useReviewWords()
  const user = useUserName()
  const agent = useAgentName()
  const program = useProgramName()
  const { behaviourName } = useLibrary()
  const { data: told } = api.useQuery('get', '/api/conversations/{id}', {
    params: { path: { id: dispute.conversation } },
  })
  const turn = told?.turns.find((one) => one.turn === dispute.mark?.turn)
  const facts: [string, ReactNode][] = [
    [common('agent'), agent(dispute.agent) ?? common('somebody')],
    [
      t('conversation'),
      <ConversationLink
        key="conversation"
        id={dispute.conversation}
        search={dispute.mark ? { turn: String(dispute.mark.turn), mark: dispute.mark.finding } : { tab: 'scorecard' }}
      >
        {told
          ? t('conversationOf', {
              channel: common(`channel.${told.conversation.channel}` as 'channel.voice'),
              day: day(told.conversation.started_ms),
            })
          : t('openMoment')}
      </ConversationLink>,
    ],
    [common('program'), program(dispute.program)],
    [t('first'), dispute.first_reviewer ? (user(dispute.first_reviewer) ?? t('aReviewer')) : t('nobodyYet')],
  ]
  const now = told?.conversation.score
  if (isOverturned(dispute.state) && correctionOf(dispute) === 'mark' && scoreBefore != null && now != null) {
    facts.push([common('score'), t('scoreThenNow', { before: points(scoreBefore), after: points(now) })])
  }
  if (dispute.second_reviewer || dispute.state === 'appealed') {
    facts.push([
      t('second'),
      dispute.second_reviewer ? (user(dispute.second_reviewer) ?? t('aSecond')) : t('nobodyYet'),
    ])
  }
  return (
    <Stack gap="md">
      <Paper>
        <Title order={2} size="h5" mb="xs">
          {t('contested')}
        </Title>
        <Text size="sm">{question}</Text>
        {answer && (
          <Group gap={6} mt={4} align="baseline">
            <Text fw={650}>{answerWords(answer, scale, reviews)}</Text>
            <Text size="xs" c="dimmed">
              {dispute.review ? t('byReviewer', { name: user(scoredBy) ?? t('aReviewer') }) : t('byMachine')}
            </Text>
          </Group>
        )}
        {!dispute.mark && evidence.length > 0 && (
          <Stack gap={6} mt="md">
            <Text size="sm" c="dimmed">
              {t('restsOnThese')}
            </Text>
            {evidence.map((one) =>
              one.kind === 'said' || one.kind === 'missed' ? (
                <EvidenceCard
                  key={`${one.behaviour} ${one.turn} ${one.kind === 'said' ? one.start : 'missed'}`}
                  polarity={one.kind === 'missed' ? 'missed' : one.for ? 'for' : 'against'}
                  name={behaviourName(one.behaviour)}
                  quote={one.kind === 'said' ? one.quote : undefined}
                  quoteLanguage={told?.turns.find(({ turn }) => turn === one.turn)?.language}
                  conversation={dispute.conversation}
                  turn={one.turn}
                  where={t('atTurn', { turn: one.turn + 1 })}
                />
              ) : null,
            )}
          </Stack>
        )}
        {dispute.mark && (
          <Stack gap={6} mt="md">
            <Text size="sm" c="dimmed">
              {t('rests')}
            </Text>
            <EvidenceCard
              polarity={mark?.missed ? 'missed' : mark?.good ? 'for' : mark ? 'against' : 'neutral'}
              name={behaviourName(dispute.mark.behaviour)}
              quote={mark?.quote ?? turn?.text}
              quoteLanguage={turn?.language}
              conversation={dispute.conversation}
              turn={dispute.mark.turn}
              where={t('atTurn', { turn: dispute.mark.turn + 1 })}
            >
              {dispute.mark.cue && (
                <Text size="xs" c="dimmed">
                  {t('cue')} <Code>{dispute.mark.cue}</Code>
                </Text>
              )}
            </EvidenceCard>
          </Stack>
        )}
      </Paper>
      <Paper>
        <Title order={2} size="h5" mb="xs">
          {t('facts')}
        </Title>
        <Table highlightOnHover={false} withRowBorders={false} verticalSpacing={4}>
          <Table.Tbody>
            {facts.map(([name, value]) => (
              <Table.Tr key={name}>
                <Table.Th fw={400} c="dimmed" w={150} pl={0}>
                  {name}
                </Table.Th>
                <Table.Td>{value}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Text size="xs" c="dimmed" mt="xs">
          {t('right')}
        </Text>
      </Paper>
    </Stack>
  )
}
