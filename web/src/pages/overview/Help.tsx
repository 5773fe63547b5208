import { Anchor, Group, Stack, Text } from '@mantine/core'
import { IconHeartHandshake } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { Withheld } from '~/ui/Withheld'
import { words } from '~/words/i18n'
import { Clips } from './Clips'
import { MostMissed } from './MostMissed'
import { usePeriod } from './usePeriod'
import { useSkills } from './useSkills'
import { useShared } from './words'

const useWords = words(
  'overview.help',
  {
    title: 'Who could use help, and with what',
    about: 'People whose interval lies wholly below the program’s. In the order of names.',
    offer: 'Offer {{name}} help with {{skill}}.',
    none: 'In this period nobody’s interval lies below the program’s.',
    noneAbout: 'Where people have few opportunities, intervals are wide: a longer period tells more.',
    page: 'See the person’s page',
    longer: 'See the last 90 days',
  },
  {
    title: '谁需要帮助，哪方面',
    about: '区间整体低于项目区间的坐席，按姓名排列。',
    offer: '可以在“{{skill}}”上帮一帮{{name}}。',
    none: '这段时间没有人的区间低于项目区间。',
    noneAbout: '时机少的时候区间会很宽：时间范围长一些，能看出更多。',
    page: '查看坐席主页',
    longer: '查看近 90 天',
  },
)

/** Offers of help: agents below the program's interval on a skill, with missed moments to talk about. */
export function Help() {
  const t = useWords()
  const shared = useShared()
  const { days, from, program, change } = usePeriod()
  const { inSentence } = useSkills()
  const query = api.useQuery('get', '/api/figures/skills', { params: { query: { by: 'agent', from, program } } })
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded query={query} lines={3}>
        {({ rows, withheld }) => {
          const below = rows
            .filter((row) => row.place === 'below')
            .sort((a, b) => a.name.localeCompare(b.name) || a.skill.localeCompare(b.skill))
          return (
            <>
              {below.length === 0 && rows.length > 0 && (
                <>
                  <Text fw={600}>{t('none')}</Text>
                  <Text size="sm" c="dimmed">
                    {t('noneAbout')}{' '}
                    {days !== 90 && (
                      <Anchor component="button" type="button" size="sm" onClick={() => change({ days: '90' })}>
                        {t('longer')}
                      </Anchor>
                    )}
                  </Text>
                </>
              )}
              <Stack gap="md">
                {below.map((row) => (
                  <div key={row.id + row.skill}>
                    <Group gap={8} wrap="nowrap" align="flex-start">
                      <IconHeartHandshake size={20} aria-hidden style={{ flex: 'none', color: 'var(--neutral)' }} />
                      <div>
                        <Text size="sm" fw={600}>
                          {t('offer', { name: row.name, skill: inSentence(row.skill) })}{' '}
                          <Anchor
                            size="sm"
                            fw={400}
                            aria-label={`${t('page')}: ${row.name}`}
                            renderRoot={(props) => (
                              <Link
                                {...props}
                                to="/agents/$id"
                                params={{ id: row.id }}
                                search={days === 30 ? {} : { days: String(days) }}
                              />
                            )}
                          >
                            {t('page')}
                          </Anchor>
                        </Text>
                        <Group gap="xs" my={4}>
                          <IntervalBar value={row.rate} interval={row.interval} n={row.n} />
                          <ListLink query={row.conversations} size="xs">
                            {shared('takenOf', { taken: row.taken, count: row.opportunities })}
                          </ListLink>
                        </Group>
                        <Clips
                          agent={row.id}
                          program={row.program}
                          from={from}
                          skill={row.skill}
                          kind="missed"
                          count={2}
                        />
                      </div>
                    </Group>
                  </div>
                ))}
              </Stack>
              <Withheld withheld={withheld} />
              <MostMissed />
            </>
          )
        }}
      </Loaded>
    </Panel>
  )
}
