import { Stack, Tabs } from '@mantine/core'
import type { ComponentType } from 'react'
import { Page } from '~/ui/Page'
import { useShortcuts } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import classes from './Analytics.module.css'
import { before, type Section, sectionsOf } from './asked'
import { BehavioursSection } from './BehavioursSection'
import { ChannelsSection } from './ChannelsSection'
import { EpisodesSection } from './EpisodesSection'
import { FirstContactSection } from './FirstContactSection'
import { Filters } from './filters/Filters'
import { HostilitySection } from './HostilitySection'
import { OverviewSection } from './OverviewSection'
import { ProgramsSection } from './ProgramsSection'
import { ScoresSection } from './ScoresSection'
import { SkillsSection } from './SkillsSection'
import { TeamScoreSection } from './TeamScoreSection'
import { useAsked } from './useAsked'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

const PARTS: Record<Section, ComponentType> = {
  overview: OverviewSection,
  skills: SkillsSection,
  behaviours: BehavioursSection,
  scores: ScoresSection,
  'team-score': TeamScoreSection,
  hostility: HostilitySection,
  episodes: EpisodesSection,
  'first-contact': FirstContactSection,
  channels: ChannelsSection,
  programs: ProgramsSection,
}

/** Figures of what was read: small multiples first, then one part at a time; all that is asked stands in the address. */
export function Analytics() {
  const t = useAnalytics()
  const common = useCommon()
  const labels = useLabels()
  const { section, sieve, compare, reader, change } = useAsked()
  const Part = PARTS[section]
  const sections = sectionsOf(reader)
  const go = (value: string | null | undefined) =>
    value && change({ section: value === 'overview' ? undefined : value }, { replace: false })
  const beside = (step: number) => go(sections[(sections.indexOf(section) + step + sections.length) % sections.length])
  useShortcuts([
    { keys: ']', says: t('nextPart'), run: () => beside(1) },
    { keys: '[', says: t('previousPart'), run: () => beside(-1) },
    { keys: 'c', says: t('keyCompare'), run: () => change({ compare: compare ? undefined : 'before' }) },
  ])
  const earlier = compare ? before(sieve) : null
  return (
    <Page
      title={common('analytics')}
      about={
        <>
          {t('about', { period: labels.period(sieve) })}{' '}
          {compare && (earlier ? t('comparedWith', { period: labels.period(earlier) }) : t('comparesNothing'))}
        </>
      }
    >
      <Tabs value={section} onChange={go} keepMounted={false} activateTabWithKeyboard={false}>
        <Tabs.List aria-label={t('sections')} className={classes.sections} mb="md">
          {sections.map((one) => (
            <Tabs.Tab key={one} value={one}>
              {t(`section.${one}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value={section}>
          <Stack gap="md">
            <Filters />
            <Part />
          </Stack>
        </Tabs.Panel>
      </Tabs>
    </Page>
  )
}
