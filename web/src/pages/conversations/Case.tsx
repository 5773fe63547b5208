import { Alert, Anchor, Button, Group, Text, Timeline } from '@mantine/core'
import { IconAlertCircle, IconCheck, IconClock, IconHourglass } from '@tabler/icons-react'
import { Link, useParams } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useMay } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { CaseContact } from './cases/CaseContact'
import { type First, firstContact, gap } from './cases/firstContact'
import { State } from './cases/State'
import { useTopicName } from './cases/useTopicName'
import { useCaseWords } from './cases/words'

const LOOKS: Record<First, { color: string; Icon: typeof IconCheck }> = {
  settled: { color: 'teal', Icon: IconCheck },
  again: { color: 'orange', Icon: IconAlertCircle },
  planned: { color: 'blue', Icon: IconClock },
  young: { color: 'gray', Icon: IconHourglass },
}

/** One case as a time line: each contact with its channel, who answered, and how it ended; and what that says of the first contact. */
export function Case() {
  const t = useCaseWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const programName = useProgramName()
  const topicName = useTopicName()
  const found = api.useQuery('get', '/api/cases/{id}', { params: { path: { id } } }, { enabled: staff })
  const program = found.data?.case.program
  const figures = api.useQuery(
    'get',
    '/api/figures/first-contact-resolution',
    { params: { query: { program } } },
    { enabled: !!program },
  )
  const days = figures.data?.find((one) => one.program === program)?.days
  if (!staff)
    return (
      <Page title={t('cases')}>
        <Empty title={t('forStaff')}>{t('forStaffAbout')}</Empty>
      </Page>
    )
  const one = found.data?.case
  const contacts = found.data?.conversations ?? []
  const first = days == null ? undefined : firstContact(contacts, days, Date.now())
  const title = one ? t('title', { topic: topicName(one.topic), count: one.contacts }) : t('cases')
  const link = (search: Record<string, string>) => (props: object) => (
    <Link {...props} to="/conversations" search={search} />
  )
  return (
    <Page
      title={title}
      about={
        <>
          <Anchor size="sm" underline="always" renderRoot={(props) => <Link {...props} to="/cases" />}>
            {t('back')}
          </Anchor>
          {one && ` · ${programName(one.program)}`}
        </>
      }
      actions={
        one && (
          <>
            <Button variant="default" renderRoot={link({ case: id, sort: 'oldest' })}>
              {t('asList')}
            </Button>
            <Button variant="default" renderRoot={link({ customer: one.customer })}>
              {t('ofCustomer')}
            </Button>
          </>
        )
      }
    >
      <Loaded query={found} lines={5} height={80}>
        {({ case: one, conversations }) => {
          const Icon = first && LOOKS[first].Icon
          return (
            <>
              <Group gap="xs">
                <State state={one.state} />
                {one.state === 'unresolved' && (
                  <Text size="xs" c="dimmed">
                    {t('unresolvedToo')}
                  </Text>
                )}
              </Group>
              {first && Icon && days != null && (
                <Alert
                  color={LOOKS[first].color}
                  variant="light"
                  icon={<Icon aria-hidden />}
                  title={t(`first.${first}`)}
                >
                  <Text size="sm" maw="80ch">
                    {t(`first.${first}.about`, { days })}
                  </Text>
                </Alert>
              )}
              <Timeline aria-label={t('line')} role="group" active={conversations.length} bulletSize={28} lineWidth={2}>
                {conversations.map((row, at) => {
                  const before = conversations[at - 1]
                  const since = before && gap(before.started_ms, row.started_ms)
                  return (
                    <CaseContact
                      key={row.id}
                      row={row}
                      list={`case=${id}&sort=oldest`}
                      when={since ? t(`after_${since.unit}`, { count: since.n, n: since.n }) : t('first')}
                    />
                  )
                })}
              </Timeline>
            </>
          )
        }}
      </Loaded>
    </Page>
  )
}
