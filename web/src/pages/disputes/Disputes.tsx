import { Button, Group, Select, Tabs } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMay, useSession } from '~/api/session'
import { NotYours } from '~/pages/reviews/NotYours'
import { one, useAddress } from '~/search'
import { SmallFilterProgram } from '~/ui/FilterFields'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { AllDisputes } from './AllDisputes'
import { STATES } from './course'
import { Overturned } from './Overturned'
import { WaitingDisputes } from './WaitingDisputes'
import { useDisputeWords } from './words'

/** Disputes: to an agent the own ones; to reviewers what waits for an answer, everything, and how often agents were right. */
export function Disputes() {
  const t = useDisputeWords()
  const common = useCommon()
  const { role } = useSession()
  const reviewer = useMay('administrator', 'manager', 'lead', 'analyst')
  const { search, change } = useAddress()
  const program = one(search.program)
  const state = STATES.find((known) => known === one(search.state))
  if (role === 'client') return <NotYours title={common('disputes')} />
  if (role === 'agent') {
    return (
      <Page title={common('disputes')} about={t('aboutAgent')}>
        <AllDisputes />
      </Page>
    )
  }
  const tabs = ['waiting', 'everything', 'overturned'] as const
  const tab = tabs.find((known) => known === one(search.tab)) ?? 'waiting'
  return (
    <Page
      title={common('disputes')}
      about={t('about')}
      actions={
        reviewer && (
          <Button
            component="a"
            variant="default"
            href={`/api/disputes/export${program ? `?program=${encodeURIComponent(program)}` : ''}`}
            download="disputed-labels.jsonl"
            title={t('exportAbout')}
            leftSection={<IconDownload size={16} aria-hidden />}
          >
            {t('export')}
          </Button>
        )
      }
    >
      <Tabs
        value={tab}
        onChange={(value) => change({ tab: value ?? undefined }, { replace: false })}
        keepMounted={false}
      >
        <Tabs.List mb="md" aria-label={common('disputes')}>
          {tabs.map((known) => (
            <Tabs.Tab key={known} value={known}>
              {t(known)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Group gap="sm" mb="sm">
          <SmallFilterProgram />
          {tab === 'everything' && (
            <Select
              size="xs"
              w={260}
              aria-label={t('state')}
              placeholder={t('anyState')}
              clearable
              value={state ?? null}
              onChange={(value) => change({ state: value ?? undefined })}
              data={STATES.map((known) => ({ value: known, label: t(`state.${known}`) }))}
            />
          )}
        </Group>
        <Tabs.Panel value="waiting">
          <WaitingDisputes program={program} />
        </Tabs.Panel>
        <Tabs.Panel value="everything">
          <AllDisputes program={program} state={state} />
        </Tabs.Panel>
        <Tabs.Panel value="overturned">
          <Overturned program={program} />
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
