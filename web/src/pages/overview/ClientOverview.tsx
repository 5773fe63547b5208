import { Grid, SimpleGrid, Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { api } from '~/api/client'
import { Empty } from '~/ui/Empty'
import { IntervalBar } from '~/ui/IntervalBar'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { RowTable } from '~/ui/RowTable'
import { Withheld } from '~/ui/Withheld'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { count } from '~/words/say'
import { LatestConversations } from './LatestConversations'
import { TeamScore } from './ProgramFacts'
import { RateCell } from './RateCell'
import { ScoreTrend } from './ScoreTrend'
import { usePeriod } from './usePeriod'
import { useSkills } from './useSkills'
import { useShared } from './words'

const useWords = words(
  'overview.client',
  {
    now: '{{program}}: how your customers are served',
    score: 'Mean score (machine)',
    team: 'Score with people’s reviews',
    first: 'Settled at first contact',
    volume: 'Conversations read',
    skills: 'Skills',
    skillsAbout: 'How often moments that called for something were met, with the interval at 95 %.',
    channels: 'By channel',
    channelsAbout: 'Mean score of each channel. Where intervals overlap, no order can be shown.',
    channel: 'Channel',
    trend: 'Mean score by week',
    shared: 'Conversations shared with you',
    sharedNone:
      'No conversation has been shared with you yet. The operations manager shares single ones, such as for calibration.',
  },
  {
    now: '{{program}}：您的客户得到的服务',
    score: '平均得分（机器）',
    team: '结合人工复核的得分',
    first: '一次解决率',
    volume: '已分析的会话',
    skills: '技能',
    skillsAbout: '出现时机后做到的比例，附 95% 区间。',
    channels: '按渠道',
    channelsAbout: '各渠道的平均得分。区间重叠时不分先后。',
    channel: '渠道',
    trend: '每周平均得分',
    shared: '与您共享的会话',
    sharedNone: '目前还没有会话与您共享。运营经理会共享个别会话，例如用于校准。',
  },
)

/** What the client of a program sees: sums of the program, and conversations that were shared. */
export function ClientOverview() {
  const t = useWords()
  const common = useCommon()
  const shared = useShared()
  const { from, program } = usePeriod()
  const { heading } = useSkills()
  const asked = { from, program }
  const scores = api.useQuery('get', '/api/figures/scores', { params: { query: { by: 'program', ...asked } } })
  const channels = api.useQuery('get', '/api/figures/scores', { params: { query: { by: 'channel', ...asked } } })
  const skills = api.useQuery('get', '/api/figures/skills', { params: { query: { by: 'program', ...asked } } })
  const first = api.useQuery('get', '/api/figures/first-contact-resolution', { params: { query: asked } })
  const channelName = (id: string) => common(`channel.${id as 'voice'}`)
  return (
    <Stack>
      <Loaded
        query={scores}
        isEmpty={({ rows, withheld }) => rows.length === 0 && withheld.length === 0}
        empty={<Empty title={shared('nothing')}>{shared('nothingAbout')}</Empty>}
      >
        {({ rows, withheld }) => (
          <>
            {rows.map((row) => {
              const contact = first.data?.find((one) => one.program === row.program)
              return (
                <Panel key={row.program} title={t('now', { program: row.name })}>
                  <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} component="dl" m={0}>
                    <Fact name={t('volume')}>
                      <Text fw={650} size="xl">
                        {count(row.standings.n)}
                      </Text>
                    </Fact>
                    <Fact name={t('score')}>
                      <IntervalBar value={row.score} interval={row.interval} n={row.n} scale={100} why={row.why} />
                    </Fact>
                    <Fact name={t('team')}>
                      <TeamScore program={row.program} />
                    </Fact>
                    <Fact name={t('first')}>
                      {contact && <IntervalBar value={contact.rate} interval={contact.interval} n={contact.n} />}
                    </Fact>
                  </SimpleGrid>
                </Panel>
              )
            })}
            <Withheld withheld={withheld} />
          </>
        )}
      </Loaded>
      <Grid gap="md">
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack>
            <Panel title={t('skills')} about={t('skillsAbout')}>
              <Loaded query={skills} lines={6}>
                {({ rows, withheld }) => (
                  <>
                    <RowTable
                      heads={[shared('skill'), shared('taken')]}
                      rows={rows.map((row) => ({
                        key: row.program + row.skill,
                        name: heading(row.skill),
                        cells: [<RateCell key="taken" row={row} />],
                      }))}
                    />
                    <Withheld withheld={withheld} />
                  </>
                )}
              </Loaded>
            </Panel>
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, lg: 6 }}>
          <Stack>
            <Panel title={t('trend')}>
              <ScoreTrend />
            </Panel>
            <Panel title={t('channels')} about={t('channelsAbout')}>
              <Loaded query={channels} lines={3}>
                {({ rows, withheld }) => (
                  <>
                    <RowTable
                      heads={[t('channel'), t('volume'), t('score')]}
                      rows={rows.map((row) => ({
                        key: row.program + row.id,
                        name: channelName(row.id),
                        cells: [
                          count(row.standings.n),
                          <IntervalBar
                            key="score"
                            value={row.score}
                            interval={row.interval}
                            n={row.n}
                            scale={100}
                            why={row.why}
                          />,
                        ],
                      }))}
                    />
                    <Withheld withheld={withheld} />
                  </>
                )}
              </Loaded>
            </Panel>
            <Panel title={t('shared')}>
              <LatestConversations none={t('sharedNone')} period={false} />
            </Panel>
          </Stack>
        </Grid.Col>
      </Grid>
    </Stack>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {name}
      </Text>
      <Text component="dd" m={0}>
        {children}
      </Text>
    </div>
  )
}
