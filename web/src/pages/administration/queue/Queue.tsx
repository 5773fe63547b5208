import { Alert, Anchor, Group, SegmentedControl, Stack, Table, Text } from '@mantine/core'
import { IconMailX } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { JobLine } from './JobLine'
import { STATES, useQueueWords } from './queueWords'

/** The work under way: what waits, what runs, what failed and why; and the way to what could not be read at all. */
export function Queue() {
  const t = useQueueWords()
  const { search, change } = useAddress()
  const state = STATES.find((one_) => one_ === one(search.state))
  const jobs = api.useQuery('get', '/api/jobs', { params: { query: { state } } }, { refetchInterval: 5_000 })
  const letters = api.useQuery('get', '/api/dead-letters', {})
  const dead = letters.data?.length ?? 0
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" maw="72ch">
        {t('about')}
      </Text>
      {dead > 0 && (
        <Alert
          color="yellow"
          icon={<IconMailX aria-hidden />}
          title={dead >= 200 ? t('lettersMany') : t('letters', { count: dead })}
        >
          {t('lettersAbout')}{' '}
          <Anchor size="sm" underline="always" renderRoot={(props) => <Link {...props} to="/import" />}>
            {t('lettersGo')}
          </Anchor>
        </Alert>
      )}
      <Group>
        <SegmentedControl
          aria-label={t('which')}
          value={state ?? 'any'}
          onChange={(to) => change({ state: to === 'any' ? undefined : to })}
          data={[{ value: 'any', label: t('any') }, ...STATES.map((value) => ({ value, label: t(value) }))]}
        />
      </Group>
      <Loaded
        query={jobs}
        lines={6}
        isEmpty={(all) => all.length === 0}
        empty={
          <Empty title={t('empty')}>
            {t(state === 'failed' ? 'emptyFailed' : state === 'waiting' ? 'emptyWaiting' : 'emptyAny')}
          </Empty>
        }
      >
        {(all) => (
          <Table.ScrollContainer minWidth={640}>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('work')}</Table.Th>
                  <Table.Th>{t('about_')}</Table.Th>
                  <Table.Th>{t('state')}</Table.Th>
                  <Table.Th ta="right">{t('tries')}</Table.Th>
                  <Table.Th>{t('since')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {all.map((job) => (
                  <JobLine key={job.id} job={job} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        )}
      </Loaded>
    </Stack>
  )
}
