import { Badge, Tabs } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { useSession } from '~/api/session'
import { words } from '~/words/i18n'
import { FindingsTab } from '../findings/FindingsTab'
import { HistoryTab } from '../history/HistoryTab'
import { NotesTab } from '../notes/NotesTab'
import { useNotes } from '../notes/useNotes'
import { type Tab, useReading } from '../reading/Reading'
import { CalibrationTab } from '../review/CalibrationTab'
import { ReviewTab } from '../review/ReviewTab'
import type { Reviewing } from '../review/useReviewing'
import { ScorecardTab } from '../scorecard/ScorecardTab'
import classes from './Panel.module.css'
import { tabsFor } from './tabs'

const useWords = words(
  'panel',
  { findings: 'Findings', scorecard: 'Scorecard', notes: 'Notes', history: 'History', label: 'About the conversation' },
  { findings: '发现', scorecard: '评分表', notes: '备注', history: '历史', label: '会话详情' },
)

/** Beside the transcript: what was found, how it is scored, what people wrote, what became of it. */
export function Panel({ tab, onTab, reviewing }: { tab: Tab; onTab: (tab: Tab) => void; reviewing: Reviewing }) {
  const t = useWords()
  const { role } = useSession()
  const { marks, selected, whole } = useReading()
  const { notes } = useNotes()
  const place = useRef<HTMLDivElement>(null)
  // Another mark is read from its top; scoring stays where it was.
  const top = tab === 'findings' ? `${tab} ${selected?.id}` : `${tab} ${reviewing.review?.whole?.state}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it depends on is what it reacts to
  useEffect(() => {
    place.current?.scrollTo({ top: 0 })
  }, [top])
  const { review, calibration, blind, strays } = reviewing
  const counts: Partial<Record<Tab, number>> = { findings: marks.length, notes: notes.length }
  return (
    <Tabs
      value={tab}
      onChange={(value) => value && onTab(value as Tab)}
      keepMounted={false}
      className={classes.panel}
      aria-label={t('label')}
    >
      <Tabs.List grow>
        {tabsFor(role).map((name) => (
          <Tabs.Tab key={name} value={name} px="xs">
            {t(name)}{' '}
            {counts[name] ? (
              <Badge size="sm" color="gray" variant="light" c="dimmed" px={6}>
                {counts[name]}
              </Badge>
            ) : null}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be scrolled by keyboard */}
      <section ref={place} className={classes.scroll} tabIndex={0} aria-label={t(tab)}>
        <Tabs.Panel value="findings">
          <FindingsTab />
        </Tabs.Panel>
        <Tabs.Panel value="scorecard">
          {review ? (
            <ReviewTab review={review} blind={blind} strays={strays} />
          ) : calibration ? (
            <CalibrationTab key={whole.conversation.id} calibration={calibration} />
          ) : (
            <ScorecardTab />
          )}
        </Tabs.Panel>
        <Tabs.Panel value="notes">
          <NotesTab />
        </Tabs.Panel>
        <Tabs.Panel value="history">
          <HistoryTab />
        </Tabs.Panel>
      </section>
    </Tabs>
  )
}
