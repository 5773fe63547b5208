import { Button, Group, SegmentedControl, Tabs, Text } from '@mantine/core'
import { IconDice5, IconPlayerPlay } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useMay, useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { SmallFilterProgram } from '~/ui/FilterFields'
import { Page } from '~/ui/Page'
import { useShortcuts } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { byDue } from './due'
import { NotYours } from './NotYours'
import { ReviewsList } from './ReviewsList'
import { STREAMS, type Stream, streamOf } from './Stream'
import { asks, type Tab, tabsOf } from './tabs'
import { useReviews } from './useReviews'
import { useReviewWords } from './words'

/** The desk of a reviewer: what waits for me by due date, what anybody may take, what was submitted; each way that reviews come here apart. */
export function Reviews() {
  const t = useReviewWords()
  const common = useCommon()
  const { role } = useSession()
  const reviewer = useMay('administrator', 'manager', 'lead', 'analyst')
  const staff = reviewer || role === 'coach'
  const { search, change } = useAddress()
  const navigate = useNavigate()
  const tabs = tabsOf(role)
  const tab: Tab = tabs.find((known) => known === one(search.tab)) ?? tabs[0] ?? 'submitted'
  const asked = one(search.stream)
  const stream: Stream | undefined = asked ? streamOf(asked) : undefined
  const program = one(search.program)

  const mine = useReviews(asks('mine'), reviewer)
  const next = byDue(mine.data ?? [])[0]
  const start = () => {
    if (next)
      void navigate({ to: '/conversations/$id', params: { id: next.conversation }, search: { review: next.id } })
  }
  useShortcuts([{ keys: 's', says: t('startNextKey'), run: start }])

  if (role === 'client') return <NotYours title={common('reviews')} />
  return (
    <Page
      title={common('reviews')}
      about={role === 'agent' ? t('aboutAgent') : t('about')}
      actions={
        <>
          {staff && (
            <Button
              variant="default"
              leftSection={<IconDice5 size={16} aria-hidden />}
              renderRoot={(props) => <Link {...props} to="/samples" />}
            >
              {t('samples')}
            </Button>
          )}
          {reviewer && (
            <Button
              leftSection={<IconPlayerPlay size={16} aria-hidden />}
              disabled={!next}
              title={next ? t('startNextKey') : t('nothingNext')}
              onClick={start}
            >
              {t('startNext')}
            </Button>
          )}
        </>
      }
    >
      <Tabs
        value={tab}
        onChange={(value) => change({ tab: value ?? undefined }, { replace: false })}
        keepMounted={false}
      >
        <Tabs.List aria-label={t('tabs')} mb="md">
          {tabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(known)}
              {known === 'mine' && mine.data ? ` (${mine.data.length})` : ''}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Group mb="xs" gap="sm">
          <SegmentedControl
            size="xs"
            aria-label={t('stream')}
            value={stream ?? ''}
            onChange={(value) => change({ stream: value || undefined })}
            data={[
              { value: '', label: t('everyStream') },
              ...STREAMS.map((known) => ({ value: known, label: t(`stream.${known}`) })),
            ]}
          />
          <SmallFilterProgram />
        </Group>
        {stream && (
          <Text size="sm" c="dimmed" maw="80ch" mb="sm">
            {t(`streamAbout.${stream}`)}
          </Text>
        )}
        {tabs.map((known) => (
          <Tabs.Panel key={known} value={known}>
            <ReviewsList tab={known} stream={stream} program={program} />
          </Tabs.Panel>
        ))}
      </Tabs>
    </Page>
  )
}
