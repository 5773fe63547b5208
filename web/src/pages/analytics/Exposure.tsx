import { List, SimpleGrid, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { client } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { isTime } from './asked'
import { ExposureChart } from './ExposureChart'
import { hostile, LEVELS, loads } from './exposure'
import { useLevels } from './levels'
import { useAsked } from './useAsked'

const useWords = words(
  'analyticsExposure',
  {
    meaning: 'What the levels mean',
    highest: 'A contact counts once, by the highest level in it.',
    few_one:
      '{{program}}: {{count}} day on which fewer than three people of a group worked is left out, because its total would tell of single people.',
    few_other:
      '{{program}}: {{count}} days on which fewer than three people of a group worked are left out, because their totals would tell of single people.',
    none: 'No day can be shown',
    noneAbout:
      'A day appears once at least three people of the group worked on it. On days of one or two, a total would be about single people, so it is kept back.',
  },
  {
    meaning: '各级别的含义',
    highest: '每通会话只计一次，按其中最高的级别。',
    few_other: '{{program}}：有 {{count}} 天当班不足三人，合计会指向个人，因此不显示。',
    none: '没有可以显示的日期',
    noneAbout: '当天至少有三人当班才会显示。只有一两人的日子，合计等于个人数字，因此不显示。',
  },
)

/** Totals by stretch of time, one chart a program or team, with what levels mean and which days are left out. */
export function Exposure({ by }: { by: 'team' | 'program' }) {
  const t = useWords()
  const level = useLevels()
  const program = useProgramName()
  const { sieve, by: grouped } = useAsked()
  const time = isTime(grouped) ? grouped : 'week'
  const query = { purpose: 'protection', by, program: sieve.program, from: sieve.from, until: sieve.until }
  // Every look is written down: this is asked when a person asks, never again by itself, nor because something changed somewhere.
  const told = useQuery({
    queryKey: ['exposure', query],
    staleTime: Number.POSITIVE_INFINITY,
    queryFn: async () => {
      const { data, error } = await client.GET('/api/figures/exposure', { params: { query } })
      if (!data) throw error
      return data
    },
  })
  return (
    <Loaded query={told} height={60}>
      {({ rows, withheld }) => {
        const groups = [...new Set(rows.map(({ program, id }) => `${program} ${id}`))].map((key) => {
          const own = rows.filter((row) => `${row.program} ${row.id}` === key)
          return { key, first: own[0], loads: loads(own, time) }
        })
        const most = Math.max(...groups.flatMap((group) => group.loads.map(hostile)))
        return (
          <>
            {groups.length === 0 && <Empty title={t('none')}>{t('noneAbout')}</Empty>}
            <SimpleGrid cols={{ base: 1, lg: groups.length > 1 ? 2 : 1 }} spacing="xl" verticalSpacing="lg">
              {groups.map(({ key, first, loads }) => (
                <ExposureChart
                  key={key}
                  name={[by === 'team' ? first?.name : '', program(first?.program ?? '')].filter(Boolean).join(' · ')}
                  by={time}
                  loads={loads}
                  most={most}
                />
              ))}
            </SimpleGrid>
            {withheld.map((one) => (
              <Text key={one.program} size="sm" c="dimmed" mt="sm">
                {t('few', { program: program(one.program), count: one.rows ?? 0 })}
              </Text>
            ))}
            <Title order={3} size="h6" mt="md">
              {t('meaning')}
            </Title>
            <List size="sm">
              {LEVELS.map((one) => (
                <List.Item key={one}>{level(one)}</List.Item>
              ))}
            </List>
            <Text size="sm" c="dimmed">
              {t('highest')}
            </Text>
          </>
        )
      }}
    </Loaded>
  )
}
