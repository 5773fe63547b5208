import { Anchor, Button, Center, Group, Select, Table } from '@mantine/core'
import { IconUsersGroup } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { client } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useMay, useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { count, day } from '~/words/say'
import { FirstContactFigures } from './cases/FirstContactFigures'
import { Kinds } from './cases/Kinds'
import { State } from './cases/State'
import { TOPICS, useTopicName } from './cases/useTopicName'
import { useCaseWords } from './cases/words'

const STATES = ['resolved', 'follow_up', 'transferred', 'unresolved'] as const

/** Cases: what customers came back about, the latest first, and how many the first contact settled. */
export function Cases() {
  const t = useCaseWords()
  const common = useCommon()
  const programName = useProgramName()
  const topicName = useTopicName()
  const { programs } = useSession()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { search, change } = useAddress()
  const asked = {
    program: one(search.program),
    state: one(search.state),
    topic: one(search.topic),
    customer: one(search.customer),
    contacts: Number(one(search.contacts)) || undefined,
  }
  const found = useInfiniteQuery({
    queryKey: ['get', '/api/cases', 'list', asked],
    enabled: staff,
    initialPageParam: undefined as string | undefined,
    queryFn: async ({ pageParam, signal }) => {
      const query = { ...asked, after: pageParam, limit: 50 }
      const { data, error } = await client.GET('/api/cases', { params: { query }, signal })
      if (!data) throw error
      return data
    },
    getNextPageParam: (page) => page.next ?? undefined,
  })
  if (!staff)
    return (
      <Page title={t('cases')}>
        <Empty title={t('forStaff')}>{t('forStaffAbout')}</Empty>
      </Page>
    )
  const narrowed = Object.values(asked).some(Boolean)
  const select = { clearable: true, size: 'sm', w: 210 } as const
  return (
    <Page title={t('cases')} about={t('about')} actions={<Kinds at="cases" />}>
      <FirstContactFigures program={asked.program} />
      <Group gap="xs">
        {programs.length > 1 && (
          <Select
            {...select}
            aria-label={t('program')}
            placeholder={common('allPrograms')}
            data={programs.map(({ id, name }) => ({ value: id, label: name }))}
            value={asked.program ?? null}
            onChange={(value) => change({ program: value ?? undefined })}
          />
        )}
        <Select
          {...select}
          aria-label={t('topic')}
          placeholder={t('anyTopic')}
          data={TOPICS.map((topic) => ({ value: topic, label: topicName(topic) }))}
          value={asked.topic ?? null}
          onChange={(value) => change({ topic: value ?? undefined })}
        />
        <Select
          {...select}
          aria-label={t('state')}
          placeholder={t('anyState')}
          data={STATES.map((state) => ({ value: state, label: common(`outcome.${state}`) }))}
          value={asked.state ?? null}
          onChange={(value) => change({ state: value ?? undefined })}
        />
        <Select
          {...select}
          aria-label={t('contacts')}
          placeholder={t('anyContacts')}
          data={[2, 3, 5].map((n) => ({ value: String(n), label: t('atLeast', { count: n }) }))}
          value={asked.contacts ? String(asked.contacts) : null}
          onChange={(value) => change({ contacts: value ?? undefined })}
        />
      </Group>
      <Loaded
        query={found}
        lines={8}
        isEmpty={(data) => data.pages[0]?.cases.length === 0}
        empty={
          <Empty title={narrowed ? t('none') : t('nothing')} icon={<IconUsersGroup size={24} />}>
            {narrowed ? t('noneAbout') : t('nothingAbout')}
          </Empty>
        }
      >
        {(data) => (
          <>
            <Table.ScrollContainer minWidth={620}>
              <Table withTableBorder bg="var(--surface)" aria-label={t('table')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('topic')}</Table.Th>
                    <Table.Th>{t('state')}</Table.Th>
                    <Table.Th ta="end">{t('contacts')}</Table.Th>
                    <Table.Th>{t('opened')}</Table.Th>
                    <Table.Th>{t('latest')}</Table.Th>
                    {programs.length > 1 && <Table.Th>{t('program')}</Table.Th>}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {data.pages
                    .flatMap((page) => page.cases)
                    .map((one) => (
                      <Table.Tr key={one.id}>
                        <Table.Td>
                          <Anchor
                            size="sm"
                            fw={550}
                            renderRoot={(props) => <Link {...props} to="/cases/$id" params={{ id: one.id }} />}
                          >
                            {topicName(one.topic)}
                          </Anchor>
                        </Table.Td>
                        <Table.Td>
                          <State state={one.state} />
                        </Table.Td>
                        <Table.Td ta="end">{count(one.contacts)}</Table.Td>
                        <Table.Td>{day(one.opened_ms)}</Table.Td>
                        <Table.Td>{day(one.latest_ms)}</Table.Td>
                        {programs.length > 1 && <Table.Td>{programName(one.program)}</Table.Td>}
                      </Table.Tr>
                    ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
            {found.hasNextPage && (
              <Center>
                <Button variant="default" loading={found.isFetchingNextPage} onClick={() => void found.fetchNextPage()}>
                  {common('more')}
                </Button>
              </Center>
            )}
          </>
        )}
      </Loaded>
    </Page>
  )
}
