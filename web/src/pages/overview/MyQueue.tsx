import { Anchor, Badge, Button, Group, Stack, Table, Text } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Due } from '~/pages/reviews/Due'
import { ConversationLink } from '~/ui/ConversationLink'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { useShortcuts } from '~/ui/shortcuts'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { useAgents } from './useAgents'
import { usePeriod } from './usePeriod'
import { byDue } from './waiting'

const useWords = words(
  'overview.queue',
  {
    title: 'Your queue',
    about: 'Reviews assigned to you: what is due first, then the oldest.',
    next: 'Start the next review',
    conversation: 'Review of',
    why: 'Why',
    due: 'Due',
    agent: 'Agent',
    assigned: '{{program}}, assigned {{day}}',
    'stream.random': 'Random sample',
    'stream.risk': 'Risk sample',
    'stream.own': 'Own initiative',
    empty: 'Nothing is assigned to you',
    emptyAbout: 'Take a review from the queue, or draw a random sample.',
    queue: 'To the queue',
    all_one: 'All {{count}} review',
    all_other: 'All {{count}} reviews',
  },
  {
    title: '我的待办',
    about: '分配给您的复核：先到期的在前，其次是最早的。',
    next: '开始下一件复核',
    conversation: '复核对象',
    why: '来源',
    due: '期限',
    agent: '坐席',
    assigned: '{{program}}，{{day}} 分配',
    'stream.random': '随机样本',
    'stream.risk': '风险样本',
    'stream.own': '主动复核',
    empty: '目前没有分配给您的复核',
    emptyAbout: '可以从队列里领取，或抽取随机样本。',
    queue: '前往队列',
    all_other: '全部 {{count}} 件复核',
  },
)

const SHOWN = 8

/** The reviews that are assigned to the reader, by due date, each with the way to answer it; the first one is one key away. */
export function MyQueue() {
  const t = useWords()
  const { program } = usePeriod()
  const programName = useProgramName()
  const navigate = useNavigate()
  const { agentName } = useAgents()
  const query = api.useQuery('get', '/api/reviews', {
    params: { query: { mine: true, state: 'assigned', program, limit: 200 } },
  })
  const reviews = byDue(query.data?.items ?? [])
  const first = reviews[0]
  useShortcuts(
    first
      ? [
          {
            keys: 'n',
            says: t('next'),
            run: () =>
              void navigate({
                to: '/conversations/$id',
                params: { id: first.conversation },
                search: { review: first.id },
              }),
          },
        ]
      : [],
  )
  return (
    <Panel
      title={t('title')}
      about={t('about')}
      aside={
        first && (
          <Button
            size="xs"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link
                {...props}
                to="/conversations/$id"
                params={{ id: first.conversation }}
                search={{ review: first.id }}
              />
            )}
          >
            {t('next')}
          </Button>
        )
      }
    >
      <Loaded
        query={query}
        isEmpty={({ items }) => items.length === 0}
        empty={
          <Empty title={t('empty')}>
            <Stack gap="xs" align="center">
              {t('emptyAbout')}
              <Button variant="default" size="xs" renderRoot={(props) => <Link {...props} to="/reviews" />}>
                {t('queue')}
              </Button>
            </Stack>
          </Empty>
        }
      >
        {() => (
          <>
            <Table.ScrollContainer minWidth={560}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{t('conversation')}</Table.Th>
                    <Table.Th scope="col">{t('agent')}</Table.Th>
                    <Table.Th scope="col">{t('why')}</Table.Th>
                    <Table.Th scope="col">{t('due')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {reviews.slice(0, SHOWN).map((review) => (
                    <Table.Tr key={review.id}>
                      <Table.Td>
                        <ConversationLink id={review.conversation} search={{ review: review.id }}>
                          {t('assigned', { program: programName(review.program), day: day(review.created_ms) })}
                        </ConversationLink>
                      </Table.Td>
                      <Table.Td>{agentName(review.agent)}</Table.Td>
                      <Table.Td>
                        <Badge color="gray">{t(`stream.${review.stream as 'random'}`)}</Badge>
                      </Table.Td>
                      <Table.Td>
                        <Due ms={review.due_ms} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {reviews.length > SHOWN && (
              <Group mt="xs">
                <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/reviews" />}>
                  <Text span size="sm">
                    {t('all', { count: reviews.length })}
                  </Text>
                </Anchor>
              </Group>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  )
}
