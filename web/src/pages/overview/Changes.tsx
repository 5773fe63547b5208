import { Group, Stack, Text } from '@mantine/core'
import { IconArrowDownRight, IconArrowUpRight } from '@tabler/icons-react'
import { api } from '~/api/client'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { changes } from './compare'
import { weeks } from './period'
import { usePeriod } from './usePeriod'
import { useSkills } from './useSkills'

const useWords = words(
  'overview.changes',
  {
    title: 'What changed this week',
    about: 'The last seven days beside the four weeks before.',
    none: 'No clear change.',
    noneAbout_one: 'One comparison can be made, and its two intervals overlap: the difference may be chance.',
    noneAbout_other: 'In all {{count}} comparisons the intervals overlap: the differences may be chance.',
    noneAt: 'Too few conversations this week to compare anything.',
    above: 'more often than before',
    below: 'less often than before',
    at: ', {{team}}: {{what}}',
    now: 'this week',
    before: 'before',
    rest_one: 'In one other no clear change.',
    rest_other: 'In {{count}} others no clear change.',
  },
  {
    title: '本周变化',
    about: '近七天与之前四周相比。',
    none: '没有明显变化。',
    noneAbout_other: '可比较的 {{count}} 项，区间全部重叠：差异可能出于偶然。',
    noneAt: '本周会话太少，无法比较。',
    above: '比之前更常做到',
    below: '比之前更少做到',
    at: '，{{team}}：{{what}}',
    now: '本周',
    before: '之前',
    rest_other: '其余 {{count}} 项没有明显变化。',
  },
)

/** Differences between this week and the weeks before, only those whose intervals lie clear of each other. */
export function Changes() {
  const t = useWords()
  const { program } = usePeriod()
  const { heading } = useSkills()
  const { now, before } = weeks(Date.now())
  const latest = api.useQuery('get', '/api/figures/skills', { params: { query: { by: 'team', program, ...now } } })
  const earlier = api.useQuery('get', '/api/figures/skills', { params: { query: { by: 'team', program, ...before } } })
  const query = { ...earlier, data: latest.data && earlier.data, error: earlier.error ?? latest.error }
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded query={query} lines={3}>
        {() => {
          const pairs = changes(latest.data?.rows ?? [], earlier.data?.rows ?? []).filter(
            (pair) => pair.now.interval && pair.before.interval,
          )
          const clear = pairs.filter(({ place }) => place)
          if (clear.length === 0)
            return (
              <>
                <Text fw={600}>{t('none')}</Text>
                <Text size="sm" c="dimmed">
                  {pairs.length > 0 ? t('noneAbout', { count: pairs.length }) : t('noneAt')}
                </Text>
              </>
            )
          return (
            <Stack gap="sm">
              {clear.map(({ now, before, place }) => (
                <div key={now.program + now.id + now.skill}>
                  <Group gap={6} wrap="nowrap">
                    {place === 'above' ? (
                      <IconArrowUpRight size={18} aria-hidden color="var(--for)" />
                    ) : (
                      <IconArrowDownRight size={18} aria-hidden color="var(--missed)" />
                    )}
                    <Text size="sm">
                      <ListLink query={now.conversations} size="sm" fw={600}>
                        {heading(now.skill)}
                      </ListLink>
                      {t('at', { team: now.name, what: t(place ?? 'above') })}
                    </Text>
                  </Group>
                  {[now, before].map((row, index) => (
                    <Group key={index === 0 ? 'now' : 'before'} gap="xs" pl={24}>
                      <Text size="xs" c="dimmed" w={64}>
                        {t(index === 0 ? 'now' : 'before')}
                      </Text>
                      <IntervalBar value={row.rate} interval={row.interval} n={row.n} />
                    </Group>
                  ))}
                </div>
              ))}
              {pairs.length > clear.length && (
                <Text size="sm" c="dimmed">
                  {t('rest', { count: pairs.length - clear.length })}
                </Text>
              )}
            </Stack>
          )
        }}
      </Loaded>
    </Panel>
  )
}
