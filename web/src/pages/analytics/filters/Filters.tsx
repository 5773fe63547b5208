import { Button, Group, Paper, Select, Switch } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import { api } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { groupsOf, heeds, isTime } from '../asked'
import { useAsked } from '../useAsked'
import { useAnalytics } from '../words'
import { Span } from './Span'

const useWords = words(
  'analyticsFilters',
  {
    filters: 'Filters',
    allTeams: 'All teams',
    allAgents: 'All agents',
    allChannels: 'All channels',
    allLanguages: 'All languages',
    groupBy: 'Group by',
    groupedBy: 'Group by: {{by}}',
    compare: 'Compare with before',
    clear: 'Clear filters',
  },
  {
    filters: '筛选',
    allTeams: '全部班组',
    allAgents: '全部坐席',
    allChannels: '全部渠道',
    allLanguages: '全部语言',
    groupBy: '分组方式',
    groupedBy: '分组：{{by}}',
    compare: '对比上一时段',
    clear: '清除筛选',
  },
)

const NONE = { program: undefined, team: undefined, agent: undefined, channel: undefined, language: undefined }

/** One bar for all parts: whose conversations, of when, grouped by what, compared with before or not. A part shows only what it heeds. */
export function Filters() {
  const t = useWords()
  const common = useCommon()
  const shared = useAnalytics()
  const { programs, role } = useSession()
  const { section, sieve, by, compare, reader, change } = useAsked()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const teams = api.useQuery('get', '/api/teams', {}, { enabled: staff, staleTime: 300_000 })
  const agents = api.useQuery('get', '/api/agents', {}, { enabled: staff, staleTime: 300_000 })
  const { people, kinds, groups, before } = heeds(section)
  const inProgram = <One extends { id: string; name: string; program: string }>(all: One[] | undefined) =>
    (all ?? [])
      .filter(({ program }) => !sieve.program || program === sieve.program)
      .map(({ id, name, program }) => ({
        value: id,
        label:
          sieve.program || programs.length < 2
            ? name
            : `${name} · ${programs.find((one) => one.id === program)?.name ?? ''}`,
      }))
  const grouped = groupsOf(reader).filter((one) => groups === 'all' || isTime(one))
  const filtered = [sieve.program, sieve.team, sieve.agent, sieve.channel, sieve.language].some(Boolean)
  const size = { size: 'xs', w: 128, clearable: true } as const
  return (
    <Paper p="xs" component="section" aria-label={t('filters')}>
      <Group gap="xs" align="center">
        {programs.length > 1 && (
          <Select
            {...size}
            aria-label={common('program')}
            placeholder={common('allPrograms')}
            data={programs.map(({ id, name }) => ({ value: id, label: name }))}
            value={sieve.program ?? null}
            onChange={(program) => change({ program: program ?? undefined, team: undefined, agent: undefined })}
          />
        )}
        {staff && people && (
          <>
            <Select
              {...size}
              searchable
              aria-label={common('team')}
              placeholder={t('allTeams')}
              data={inProgram(teams.data)}
              value={sieve.team ?? null}
              onChange={(team) => change({ team: team ?? undefined })}
            />
            <Select
              {...size}
              searchable
              aria-label={common('agent')}
              placeholder={t('allAgents')}
              data={inProgram(agents.data?.filter(({ team }) => !sieve.team || team === sieve.team))}
              value={sieve.agent ?? null}
              onChange={(agent) => change({ agent: agent ?? undefined })}
            />
          </>
        )}
        {kinds && (
          <>
            <Select
              {...size}
              w={122}
              aria-label={common('channel')}
              placeholder={t('allChannels')}
              data={(['voice', 'chat', 'email', 'sms', 'social'] as const).map((one) => ({
                value: one,
                label: common(`channel.${one}`),
              }))}
              value={sieve.channel ?? null}
              onChange={(channel) => change({ channel: channel ?? undefined })}
            />
            <Select
              {...size}
              w={122}
              aria-label={common('language')}
              placeholder={t('allLanguages')}
              data={(['en', 'zh', 'und'] as const).map((one) => ({ value: one, label: common(`language.${one}`) }))}
              value={sieve.language ?? null}
              onChange={(language) => change({ language: language ?? undefined })}
            />
          </>
        )}
        <Span />
        {groups !== 'none' && (
          <Select
            size="xs"
            w={146}
            aria-label={t('groupBy')}
            allowDeselect={false}
            leftSectionWidth={66}
            data={grouped.map((one) => ({ value: one, label: t('groupedBy', { by: shared(`by.${one}`) }) }))}
            value={grouped.includes(by) ? by : 'week'}
            onChange={(one) => change({ by: one === 'week' || !one ? undefined : one })}
          />
        )}
        {before !== false && (
          <Switch
            size="xs"
            label={t('compare')}
            checked={compare}
            onChange={({ currentTarget }) => change({ compare: currentTarget.checked ? 'before' : undefined })}
          />
        )}
        {filtered && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<IconX size={14} aria-hidden />}
            onClick={() => change(role === 'agent' ? { ...NONE, team: undefined } : NONE)}
          >
            {t('clear')}
          </Button>
        )}
      </Group>
    </Paper>
  )
}
