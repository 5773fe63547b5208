import { Anchor, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { count, percent } from '~/words/say'
import { clearPairs } from './compare'
import { ProgramFacts } from './ProgramFacts'
import { usePeriod } from './usePeriod'
import { useShared } from './words'

const useWords = words(
  'overview.programs',
  {
    title: 'Programs side by side',
    about: 'In the order of names. Where intervals overlap, no order can be shown.',
    n: 'Conversations',
    score: 'Mean score (machine)',
    team: 'Score with people’s reviews',
    first: 'Settled at first contact',
    fails: 'Fails proposed',
    disputes: 'Disputes open',
    signOff: 'Worker information',
    overlap: 'Their mean scores cannot be told apart: the intervals overlap.',
    order: '{{high}}’s mean score lies above {{low}}’s; their intervals do not overlap.',
    none: 'None',
    of: 'of {{n}}',
    look: 'See {{name}} alone',
  },
  {
    title: '各项目并列',
    about: '按名称排列。区间重叠时不分先后。',
    n: '会话数',
    score: '平均得分（机器）',
    team: '结合人工复核的得分',
    first: '一次解决率',
    fails: '建议不合格',
    disputes: '未结申诉',
    signOff: '员工告知书',
    overlap: '平均得分无法区分高低：区间重叠。',
    order: '{{high}} 的平均得分高于 {{low}}，两者区间不重叠。',
    none: '无',
    of: '共 {{n}}',
    look: '单看{{name}}',
  },
)

/** Programs side by side by name: score, what people's reviews make of it, first contact, fails proposed, disputes, sign-off. */
export function ProgramsTable() {
  const t = useWords()
  const shared = useShared()
  const { from, days } = usePeriod()
  const programs = api.useQuery('get', '/api/programs')
  const scores = api.useQuery('get', '/api/figures/scores', { params: { query: { by: 'program', from } } })
  const first = api.useQuery('get', '/api/figures/first-contact-resolution', { params: { query: { from } } })
  const disputes = api.useQuery('get', '/api/disputes', { params: { query: { limit: 200 } } })
  const rows = scores.data?.rows ?? []
  const clear = clearPairs(rows)
  const heads = [t('n'), t('score'), t('team'), t('first'), t('fails'), t('disputes'), t('signOff')]
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded query={programs} lines={4}>
        {(all) => (
          <>
            <Table.ScrollContainer minWidth={1120}>
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{shared('program')}</Table.Th>
                    {heads.map((head) => (
                      <Table.Th key={head} scope="col">
                        {head}
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {all
                    .filter((one) => one.archived_ms == null)
                    .sort((a, b) => a.name.localeCompare(b.name))
                    .map(({ id, name }) => {
                      const score = rows.find((row) => row.program === id)
                      const contact = first.data?.find((row) => row.program === id)
                      const fails = score?.standings.fail_proposed
                      const open = disputes.data?.items.filter(
                        (one) => one.program === id && ['raised', 'appealed'].includes(one.state),
                      )
                      return (
                        <Table.Tr key={id}>
                          <Table.Th scope="row" fw={600}>
                            <Anchor
                              fw={600}
                              size="sm"
                              title={t('look', { name })}
                              renderRoot={(props) => (
                                <Link
                                  {...props}
                                  to="/"
                                  search={{ program: id, ...(days === 30 ? {} : { days: String(days) }) }}
                                />
                              )}
                            >
                              {name}
                            </Anchor>
                          </Table.Th>
                          <Table.Td>{score ? count(score.standings.n) : t('none')}</Table.Td>
                          <Table.Td>
                            {score && (
                              <IntervalBar
                                value={score.score}
                                interval={score.interval}
                                n={score.n}
                                why={score.why}
                                scale={100}
                                width={64}
                              />
                            )}
                          </Table.Td>
                          <ProgramFacts program={id} part="team" />
                          <Table.Td>
                            {contact && (
                              <IntervalBar value={contact.rate} interval={contact.interval} n={contact.n} width={64} />
                            )}
                          </Table.Td>
                          <Table.Td>
                            {fails && score && (
                              <>
                                <ListLink query={score.conversations?.replace('scored=true', 'standing=fail_proposed')}>
                                  {count(fails.n)}
                                </ListLink>{' '}
                                <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
                                  {t('of', { n: count(score.standings.n) })} ({percent(fails.share)})
                                </Text>
                              </>
                            )}
                          </Table.Td>
                          <Table.Td>
                            {open && (
                              <Anchor
                                size="sm"
                                renderRoot={(props) => <Link {...props} to="/disputes" search={{ program: id }} />}
                              >
                                {count(open.length)}
                              </Anchor>
                            )}
                          </Table.Td>
                          <ProgramFacts program={id} part="signOff" />
                        </Table.Tr>
                      )
                    })}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {rows.length > 1 && (
              <Text size="sm" mt="sm">
                {clear.length === 0
                  ? t('overlap')
                  : clear.map(([high, low]) => t('order', { high: high.name, low: low.name })).join(' ')}
              </Text>
            )}
          </>
        )}
      </Loaded>
    </Panel>
  )
}
