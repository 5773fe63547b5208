import { Anchor, Group, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import type { Search } from '~/search'
import { words } from '~/words/i18n'
import { count } from '~/words/say'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.counts',
  {
    mine: 'Reviews assigned to you',
    queue: 'Reviews that nobody has taken',
    assigned: 'Reviews under way',
    fails: 'Fails proposed, waiting for a person',
    dead: 'Records that could not be read',
    jobs: 'Failed jobs',
    orMore: '{{n}} or more',
    none: 'Nothing else waits.',
  },
  {
    mine: '分配给您的复核',
    queue: '无人领取的复核',
    assigned: '进行中的复核',
    fails: '建议不合格、待人工确认',
    dead: '无法读取的记录',
    jobs: '失败的任务',
    orMore: '{{n}} 件以上',
    none: '没有其他待办。',
  },
)

type Place = '/reviews' | '/conversations' | '/administration/$part' | '/import'

function Line({
  label,
  n,
  more,
  to,
  part,
  search,
}: {
  label: string
  n: number | undefined
  more?: boolean
  to: Place
  part?: string
  search?: Search
}) {
  const t = useWords()
  if (!n) return null
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Anchor
        size="sm"
        renderRoot={(props) => <Link {...props} to={to} params={part ? { part } : {}} search={search ?? {}} />}
      >
        {label}
      </Anchor>
      <Text size="sm" fw={650}>
        {more ? t('orMore', { n: count(n) }) : count(n)}
      </Text>
    </Group>
  )
}

const PAGE = 200

/** How much waits, each number with the way to it; what waits nowhere is left out where zero tells nothing. */
export function Counts({ show }: { show: readonly ('mine' | 'queue' | 'assigned' | 'fails' | 'letters' | 'jobs')[] }) {
  const t = useWords()
  const { role } = useSession()
  const { program } = usePeriod()
  const feeds = useMay('administrator', 'manager', 'analyst') && show.includes('letters')
  const manages = useMay('administrator', 'manager') && show.includes('jobs')
  const asked = (query: { mine?: boolean; queue?: boolean }) => ({
    params: { query: { ...query, state: 'assigned', program, limit: PAGE } },
  })
  const mine = api.useQuery('get', '/api/reviews', asked({ mine: true }), { enabled: show.includes('mine') })
  const queue = api.useQuery('get', '/api/reviews', asked({ queue: true }), { enabled: show.includes('queue') })
  const all = api.useQuery('get', '/api/reviews', asked({}), { enabled: show.includes('assigned') })
  const failing = { standing: 'fail_proposed', reviewed: false, program }
  const fails = api.useQuery(
    'get',
    '/api/conversations',
    { params: { query: { ...failing, limit: 1 } } },
    { enabled: show.includes('fails') },
  )
  const letters = api.useQuery('get', '/api/dead-letters', {}, { enabled: feeds })
  const jobs = api.useQuery('get', '/api/jobs', { params: { query: { state: 'failed' } } }, { enabled: manages })
  const failed = fails.data?.total_at_most ?? undefined
  const counted = [
    show.includes('mine') && mine,
    show.includes('queue') && queue,
    show.includes('assigned') && all,
  ].flatMap((one) => (one ? [one.data?.items.length] : []))
  const every = [
    ...counted,
    ...(show.includes('fails') ? [failed] : []),
    letters.data?.length ?? 0,
    jobs.data?.length ?? 0,
  ]
  return (
    <Stack gap={6}>
      {every.every((n) => n === 0) && (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      )}
      <Line
        label={t('mine')}
        n={show.includes('mine') ? mine.data?.items.length : undefined}
        more={!!mine.data?.next}
        to="/reviews"
      />
      <Line
        label={t('queue')}
        n={show.includes('queue') ? queue.data?.items.length : undefined}
        more={!!queue.data?.next}
        to="/reviews"
      />
      <Line
        label={t('assigned')}
        n={show.includes('assigned') ? all.data?.items.length : undefined}
        more={!!all.data?.next}
        to="/reviews"
      />
      <Line
        label={t('fails')}
        n={failed}
        more={failed === 1000}
        to="/conversations"
        search={{ standing: 'fail_proposed', reviewed: 'false', program }}
      />
      {!!letters.data?.length && (
        <Line
          label={t('dead')}
          n={letters.data.length}
          to={role === 'analyst' ? '/import' : '/administration/$part'}
          part="letters"
        />
      )}
      {!!jobs.data?.length && <Line label={t('jobs')} n={jobs.data.length} to="/administration/$part" part="jobs" />}
    </Stack>
  )
}
