import { Grid, Stack } from '@mantine/core'
import { api } from '~/api/client'
import { Focus } from '~/pages/agents/Focus'
import { SkillTrend } from '~/pages/agents/SkillTrend'
import { Strengths } from '~/pages/agents/Strengths'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { DisputesDue } from './DisputesDue'
import { LatestConversations } from './LatestConversations'
import { Measured } from './Measured'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.own',
  {
    disputes: 'Your disputes',
    latest: 'Your latest conversations',
    latestNone: 'No conversation of yours in this period.',
    trend: 'Your trend',
    nobody: 'Your user is not linked to an agent yet; a manager can do that under Administration.',
  },
  {
    disputes: '我的申诉',
    latest: '我最近的会话',
    latestNone: '这段时间没有您的会话。',
    trend: '我的趋势',
    nobody: '您的账号还没有关联到坐席，运营经理可以在“管理”中关联。',
  },
)

/** What an agent sees: strengths first, one suggestion with its moment and a better phrase, the own disputes, the own trend. */
export function OwnOverview() {
  const t = useWords()
  const { program, from } = usePeriod()
  const agents = api.useQuery('get', '/api/agents', {}, { staleTime: 5 * 60_000 })
  return (
    <Loaded query={agents} isEmpty={(all) => all.length === 0} empty={t('nobody')}>
      {(all) => {
        const own = all.find((one) => !program || one.program === program) ?? all[0]
        if (!own) return null
        const who = { agent: own.id, program: own.program, from, name: own.name, own: true }
        return (
          <Grid gap="md">
            <Grid.Col span={{ base: 12, lg: 8 }}>
              <Stack>
                <Strengths {...who} />
                <Focus {...who} most={1} />
                <Panel title={t('trend')}>
                  <SkillTrend {...who} />
                </Panel>
              </Stack>
            </Grid.Col>
            <Grid.Col span={{ base: 12, lg: 4 }}>
              <Stack>
                <Panel title={t('disputes')}>
                  <DisputesDue of="own" program={own.program} />
                </Panel>
                <Panel title={t('latest')}>
                  <LatestConversations none={t('latestNone')} />
                </Panel>
                <Measured program={own.program} />
              </Stack>
            </Grid.Col>
          </Grid>
        )
      }}
    </Loaded>
  )
}
