import { Anchor, Badge, Group, Table, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useSession } from '~/api/session'
import { useItemText } from '~/pages/reviews/forms'
import { EmptyLine } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { latest, weakest } from './agreement'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.agreement',
  {
    title: 'Agreement',
    about:
      'Items that people agree on least in the latest calibration: Krippendorff’s alpha with its interval at 95 %.',
    none: 'No calibration has been locked yet. Agreement can be told from three conversations that two people score blind.',
    start: 'To calibration',
    item: 'Item',
    people: 'Among people',
    machine: 'With the machine',
    held: 'not for evaluation',
    n: '{{n}} conversations',
    open: '{{name}} is open: score it blind',
    session: '{{name}}, locked {{day}}',
    range: '{{low}} to {{high}}',
    noRange: 'no interval',
  },
  {
    title: '一致性',
    about: '最近一次校准中大家最不一致的题目：Krippendorff α 及 95% 区间。',
    none: '还没有锁定的校准。两个人对三通会话独立盲评，即可得出一致性。',
    start: '前往校准',
    item: '题目',
    people: '人与人',
    machine: '含机器',
    held: '暂不用于评价',
    n: '{{n}} 通会话',
    open: '{{name}} 进行中：请盲评',
    session: '{{name}}，{{day}} 锁定',
    range: '{{low}} 至 {{high}}',
    noRange: '无区间',
  },
)

const two = (value: number) => value.toFixed(2)
const SHOWN = 5

/** How far people agree, by the latest locked calibration, and which items may not be used; open sessions that wait for the reader's ratings. */
export function Agreement() {
  const t = useWords()
  const { user } = useSession()
  const { program } = usePeriod()
  const sessions = api.useQuery('get', '/api/calibrations', { params: { query: { program } } })
  const last = latest(sessions.data ?? [])
  const open = (sessions.data ?? []).filter(({ state, raters }) => state === 'open' && raters.includes(user.id))
  const compared = api.useQuery(
    'get',
    '/api/calibrations/{id}/agreement',
    { params: { path: { id: last?.id ?? '' } } },
    { enabled: !!last },
  )
  const itemText = useItemText(!!last)
  const alpha = (of: { alpha?: number | null; interval?: number[] | null }) => (
    <Text size="sm">
      {of.alpha == null ? '–' : `α ${two(of.alpha)}`}{' '}
      <Text span size="xs" c="dimmed">
        {of.interval?.[0] != null && of.interval[1] != null
          ? t('range', { low: two(of.interval[0]), high: two(of.interval[1]) })
          : t('noRange')}
      </Text>
    </Text>
  )
  return (
    <Panel title={t('title')} about={last && t('about')}>
      {open.map(({ id, name }) => (
        <Anchor
          key={id}
          size="sm"
          display="block"
          mb="xs"
          renderRoot={(props) => <Link {...props} to="/calibrations/$id" params={{ id }} />}
        >
          {t('open', { name })}
        </Anchor>
      ))}
      <Loaded
        query={sessions}
        isEmpty={() => !last}
        empty={
          <EmptyLine>
            {t('none')}{' '}
            <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/calibrations" />}>
              {t('start')}
            </Anchor>
          </EmptyLine>
        }
      >
        {() => (
          <Loaded query={compared}>
            {({ items, conversations }) => (
              <>
                <Table>
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th scope="col">{t('item')}</Table.Th>
                      <Table.Th scope="col">{t('people')}</Table.Th>
                      <Table.Th scope="col">{t('machine')}</Table.Th>
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {weakest(items, SHOWN).map((one) => (
                      <Table.Tr key={one.item}>
                        <Table.Th scope="row" fw={500}>
                          <Text size="sm" lineClamp={2}>
                            {itemText(one.item)}
                          </Text>
                          {one.gate?.for_evaluation === false && (
                            <Badge
                              style={{ color: 'var(--missed)', background: 'var(--missed-ground)' }}
                              leftSection={<IconAlertTriangle size={12} aria-hidden />}
                            >
                              {t('held')}
                            </Badge>
                          )}
                        </Table.Th>
                        <Table.Td>{alpha(one.people)}</Table.Td>
                        <Table.Td>{alpha(one.with_machine)}</Table.Td>
                      </Table.Tr>
                    ))}
                  </Table.Tbody>
                </Table>
                {last && (
                  <Group gap="xs" mt="xs">
                    <Anchor
                      size="sm"
                      renderRoot={(props) => <Link {...props} to="/calibrations/$id" params={{ id: last.id }} />}
                    >
                      {t('session', { name: last.name, day: day(last.locked_ms ?? last.created_ms) })}
                    </Anchor>
                    <Text size="xs" c="dimmed">
                      {t('n', { n: conversations.length })}
                    </Text>
                  </Group>
                )}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Panel>
  )
}
