import { Table, Text } from '@mantine/core'
import { api } from '~/api/client'
import { EmptyLine } from '~/ui/Empty'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { count } from '~/words/say'
import type { Who } from './who'

const useWords = words(
  'agents.volume',
  {
    title: 'Conversations by channel',
    n: 'Conversations',
    score: 'Mean score',
    none: 'None in this period.',
    little: 'too few to say',
  },
  { title: '各渠道会话', n: '会话数', score: '平均得分', none: '这段时间没有会话。', little: '太少，无法判断' },
)

/** How many conversations came by each channel, with the mean score where there are enough to tell. */
export function Volume({ agent, program, from }: Who) {
  const t = useWords()
  const common = useCommon()
  const query = api.useQuery('get', '/api/figures/scores', {
    params: { query: { by: 'channel', agent, program, from } },
  })
  return (
    <Panel title={t('title')}>
      <Loaded
        query={query}
        lines={2}
        isEmpty={({ rows }) => rows.length === 0}
        empty={<EmptyLine>{t('none')}</EmptyLine>}
      >
        {({ rows }) => (
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{common('channel')}</Table.Th>
                <Table.Th scope="col">{t('n')}</Table.Th>
                <Table.Th scope="col">{t('score')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((row) => (
                <Table.Tr key={row.id}>
                  <Table.Th scope="row" fw={500}>
                    {common(`channel.${row.id as 'voice'}`)}
                  </Table.Th>
                  <Table.Td>
                    <ListLink query={row.conversations?.replace('&scored=true', '')}>{count(row.standings.n)}</ListLink>
                  </Table.Td>
                  <Table.Td>
                    {row.interval ? (
                      <IntervalBar value={row.score} interval={row.interval} scale={100} width={72} />
                    ) : (
                      <Text size="xs" c="dimmed">
                        {t('little')}
                      </Text>
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Loaded>
    </Panel>
  )
}
