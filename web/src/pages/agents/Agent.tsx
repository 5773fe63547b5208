import { Anchor, Button, Grid, Stack } from '@mantine/core'
import { IconMessages } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useProgramName, useTeamName } from '~/api/names'
import { useMay, useSession } from '~/api/session'
import { Filters } from '~/pages/overview/Filters'
import { Measured } from '~/pages/overview/Measured'
import { usePeriod } from '~/pages/overview/usePeriod'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { Panel } from '~/ui/Panel'
import { Withheld } from '~/ui/Withheld'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { Focus } from './Focus'
import { OwnDisputes } from './OwnDisputes'
import { OwnReviews } from './OwnReviews'
import { SkillsNow } from './SkillsNow'
import { SkillTrend } from './SkillTrend'
import { Strengths } from './Strengths'
import { Volume } from './Volume'

const useWords = words(
  'agents.page',
  {
    none: 'This person does not exist, or is not yours to see',
    noneAbout: 'You see the people of your own programs and teams.',
    back: 'All agents',
    conversations: 'Conversations',
    trend: 'Over time',
    seen: 'This person sees everything on this page.',
    others: 'Also in {{program}}',
  },
  {
    none: '没有这位坐席，或您无权查看',
    noneAbout: '您只能看到本项目、本班组的坐席。',
    back: '全部坐席',
    conversations: '会话',
    trend: '随时间变化',
    seen: '本页内容该坐席本人都能看到。',
    others: '同时在 {{program}}',
  },
)

/** One person: strengths first, one or two things to try, skills now and over time, reviews, disputes, channels. */
export function Agent() {
  const t = useWords()
  const common = useCommon()
  const { id } = useParams({ strict: false })
  const own = useMay('agent')
  const { role, teams } = useSession()
  const { from } = usePeriod()
  const programName = useProgramName()
  const teamName = useTeamName()
  const agents = api.useQuery('get', '/api/agents', {}, { staleTime: 5 * 60_000 })
  const agent = agents.data?.find((one) => one.id === id)
  const program = agent?.program
  const whole = !own && (role !== 'lead' || teams.length === 0)
  const rates = api.useQuery(
    'get',
    '/api/figures/skills',
    { params: { query: { by: 'program', program, from } } },
    { enabled: whole && !!program },
  )
  const scores = api.useQuery(
    'get',
    '/api/figures/scores',
    { params: { query: { by: 'agent', agent: agent?.id, program, from } } },
    { enabled: !!agent },
  )
  if (!agent || !program)
    return (
      <Page title={common('agent')}>
        <Loaded query={agents} isEmpty={() => true} empty={<Empty title={t('none')}>{t('noneAbout')}</Empty>}>
          {() => null}
        </Loaded>
      </Page>
    )
  const who = { agent: agent.id, program, from, name: agent.name, own }
  const reference = (skill: string) => rates.data?.rows.find((row) => row.skill === skill)?.rate
  const others = agents.data?.filter((one) => one.id !== agent.id && one.user && one.user === agent.user) ?? []
  const withheld = scores.data?.withheld ?? []
  const about = [programName(program), teamName(agent.team), own ? undefined : t('seen')].filter(Boolean).join(' · ')
  return (
    <Page
      title={agent.name}
      about={
        <>
          {about}
          {others.map((one) => (
            <Anchor
              key={one.id}
              size="sm"
              ml="xs"
              renderRoot={(props) => <Link {...props} to="/agents/$id" params={{ id: one.id }} />}
            >
              {t('others', { program: programName(one.program) })}
            </Anchor>
          ))}
        </>
      }
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconMessages size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/conversations" search={{ program, from, ...(own ? {} : { agent: agent.id }) }} />
            )}
          >
            {t('conversations')}
          </Button>
          <Filters program={false} />
        </>
      }
    >
      {withheld.length > 0 ? (
        <Withheld withheld={withheld} />
      ) : (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Stack>
              <Strengths {...who} />
              <Focus {...who} most={2} />
              <SkillsNow {...who} reference={reference} />
              <Panel title={t('trend')}>
                <SkillTrend {...who} reference={reference} />
              </Panel>
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <Stack>
              <OwnReviews {...who} />
              <OwnDisputes {...who} />
              <Volume {...who} />
              {own && <Measured program={program} />}
            </Stack>
          </Grid.Col>
        </Grid>
      )}
    </Page>
  )
}
