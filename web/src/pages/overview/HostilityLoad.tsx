import { Table, Text } from '@mantine/core'
import { useMemo } from 'react'
import { api } from '~/api/client'
import { useSession } from '~/api/session'
import { Chart } from '~/ui/Chart'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { useLanguage, words } from '~/words/i18n'
import { day } from '~/words/say'
import { hostile, type Load, loadChart, loads } from './exposure'
import { dayBefore } from './period'
import { usePeriod } from './usePeriod'
import { useShared } from './words'

const useWords = words(
  'overview.load',
  {
    title: 'Hostility that reached the team',
    about:
      'A total, to protect people: breaks, relief, somebody to talk to. It never enters results, and nothing here is counted by agent.',
    total: 'On the days shown, {{n}} of {{contacts}} contacts held hostile words from a customer.',
    hidden_one: '{{count}} day is left out: fewer than three people worked, and it would point at them.',
    hidden_other: '{{count}} days are left out: fewer than three people worked, and they would point at them.',
    none: 'No day of this period can be shown: on each, fewer than three people of a team worked.',
    chart: 'Contacts with hostile words from customers, by level, from {{from}} on: {{n}} of {{contacts}}.',
    level: 'Level {{n}}',
    when: 'When',
    contacts: 'Contacts',
    level1: '1: contempt, sarcasm',
    level2: '2: profanity, insult in general',
    level3: '3: insult or abuse at the agent',
    level4: '4: threat, slur',
  },
  {
    title: '班组承受的客户辱骂',
    about: '只看总量，用来保护员工：安排休息、减轻负担、有人可以倾诉。不计入任何考核，也不按坐席统计。',
    total: '在所示日期的 {{contacts}} 通会话中，有 {{n}} 通客户说了攻击性的话。',
    hidden_other: '有 {{count}} 天未显示：当天上班不足三人，显示会指向个人。',
    none: '这段时间没有可以显示的日子：每天班组上班都不足三人。',
    chart: '自 {{from}} 起客户攻击性言语的会话数，按级别：{{contacts}} 通中有 {{n}} 通。',
    level: '{{n}} 级',
    when: '时间',
    contacts: '会话',
    level1: '1 级：轻蔑、讽刺',
    level2: '2 级：粗口、泛泛辱骂',
    level3: '3 级：针对坐席的辱骂',
    level4: '4 级：威胁、歧视性辱骂',
  },
)

/** How much hostility of customers reached the reader's teams, as a total over time; never by agent. */
export function HostilityLoad() {
  const t = useWords()
  const { role, teams } = useSession()
  const { from, days, program } = usePeriod()
  const by = role === 'lead' && teams.length > 0 ? 'team' : 'program'
  const query = api.useQuery('get', '/api/figures/exposure', {
    params: { query: { purpose: 'protection', by, from, program } },
  })
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded query={query} lines={3}>
        {({ rows, withheld }) => {
          const until = dayBefore(Date.now(), 0)
          const hidden = withheld.reduce((sum, { rows }) => sum + (rows ?? 0), 0)
          if (rows.length === 0) return <Text size="sm">{t('none')}</Text>
          return (
            <>
              <Drawn all={loads(rows, from, until, days === 7 ? 'day' : 'week')} weekly={days !== 7} from={from} />
              {hidden > 0 && (
                <Text size="xs" c="dimmed">
                  {t('hidden', { count: hidden })}
                </Text>
              )}
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}

function Drawn({ all, weekly, from }: { all: Load[]; weekly: boolean; from: string }) {
  const t = useWords()
  const shared = useShared()
  const language = useLanguage()
  const levels = [t('level1'), t('level2'), t('level3'), t('level4')]
  const said = (one: Load) => day(Date.parse(`${one.day}T12:00:00Z`))
  const short = (one: Load) => one.day.slice(5).replace('-', '/')
  const key = JSON.stringify(all)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same figures are the same picture
  const option = useMemo(
    () =>
      loadChart(
        all,
        all.map(short),
        [1, 2, 3, 4].map((n) => t('level', { n })),
      ),
    [key, language],
  )
  const sums = {
    n: all.reduce((sum, one) => sum + hostile(one), 0),
    contacts: all.reduce((sum, one) => sum + one.contacts, 0),
  }
  return (
    <Chart
      option={option}
      words={t('chart', { from: day(Date.parse(`${from}T12:00:00Z`)), ...sums })}
      height={220}
      file={`hostility-${from}`}
      title={<Text fw={600}>{t('total', sums)}</Text>}
      table={
        <Table.ScrollContainer minWidth={640}>
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">{t('when')}</Table.Th>
                <Table.Th scope="col">{t('contacts')}</Table.Th>
                {levels.map((level) => (
                  <Table.Th key={level} scope="col">
                    {level}
                  </Table.Th>
                ))}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {all.map((one) => (
                <Table.Tr key={one.day}>
                  <Table.Th scope="row" fw={500}>
                    {weekly ? shared('week', { day: said(one) }) : said(one)}
                  </Table.Th>
                  <Table.Td>{one.contacts}</Table.Td>
                  {one.levels.map((n, index) => (
                    <Table.Td key={levels[index]}>{n}</Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      }
    />
  )
}
