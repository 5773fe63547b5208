import { Button, Stack, Text } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { client } from '~/api/client'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { AuditFilters } from './AuditFilters'
import { AuditRows } from './AuditRows'
import { dayStart } from './deed'
import { useNames } from './useNames'
import { VerifyLog } from './VerifyLog'

const useWords = words(
  'audit',
  {
    about:
      'Who did what, newest first. Every look at a conversation is here too. Entries cannot be changed: each one’s hash covers the one before.',
    empty: 'No entries fit',
    emptyAbout: 'Take one of the filters away, or widen the period.',
    end: 'That is the first entry.',
  },
  {
    about: '谁做了什么，最新的在前。每次查看会话也记录在此。日志不可修改：每条记录的哈希都覆盖上一条。',
    empty: '没有符合条件的记录',
    emptyAbout: '请去掉一个筛选条件，或放宽时间范围。',
    end: '已到最早的一条。',
  },
)

/** The audit log in sentences, filtered by the address, and whether it is what it was. */
export function Audit() {
  const t = useWords()
  const common = useCommon()
  const verifies = useMay('administrator')
  const { search } = useAddress()
  const names = useNames()
  const asked = {
    actor: one(search.actor),
    action: one(search.action),
    object: one(search.object),
    program: one(search.program),
    from_ms: dayStart(one(search.from)),
    until_ms: dayStart(one(search.until), 1),
  }
  const pages = useInfiniteQuery({
    queryKey: ['get', '/api/audit', asked],
    initialPageParam: undefined as number | undefined,
    queryFn: async ({ pageParam }) => {
      const { data, error } = await client.GET('/api/audit', { params: { query: { ...asked, before: pageParam } } })
      if (!data) throw error
      return data
    },
    getNextPageParam: (last) => last.next ?? undefined,
  })
  return (
    <Stack gap="sm">
      <Text size="sm" c="dimmed" maw="72ch">
        {t('about')}
      </Text>
      {verifies && <VerifyLog />}
      <AuditFilters names={names} />
      <Loaded
        query={pages}
        lines={12}
        isEmpty={({ pages: [first] }) => !first?.entries.length}
        empty={<Empty title={t('empty')}>{t('emptyAbout')}</Empty>}
      >
        {({ pages: loaded }) => (
          <>
            <AuditRows entries={loaded.flatMap(({ entries }) => entries)} names={names} />
            {pages.hasNextPage ? (
              <Button
                variant="default"
                style={{ alignSelf: 'center' }}
                loading={pages.isFetchingNextPage}
                onClick={() => void pages.fetchNextPage()}
              >
                {common('more')}
              </Button>
            ) : (
              <Text size="sm" c="dimmed" ta="center">
                {t('end')}
              </Text>
            )}
          </>
        )}
      </Loaded>
    </Stack>
  )
}
