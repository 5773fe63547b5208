import { Anchor, Group, Table, Text } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useMay } from '~/api/session'
import { IntervalBar } from '~/ui/IntervalBar'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.facts',
  {
    enough: 'known to ± 5 points',
    more_one: '{{count}} more review for ± 5 points',
    more_other: '{{count}} more reviews for ± 5 points',
    pilot_one: '{{count}} more random review, to learn how people and machine differ',
    pilot_other: '{{count}} more random reviews, to learn how people and machine differ',
    nothing: 'Nothing to review',
    reviews_one: '{{count}} review of the random sample',
    reviews_other: '{{count}} reviews of the random sample',
    noScore: 'No estimate yet',
    signed: 'signed {{day}}',
    unsigned: 'not signed: no figures by agent',
  },
  {
    enough: '已精确到 ± 5 分',
    more_other: '再复核 {{count}} 通可达 ± 5 分',
    pilot_other: '再随机复核 {{count}} 通，以了解人机差异',
    nothing: '没有可复核的会话',
    reviews_other: '随机样本中的 {{count}} 次复核',
    noScore: '暂无估计',
    signed: '{{day}} 已签署',
    unsigned: '未签署：不显示按坐席的数字',
  },
)

/** A cell about one program that needs a question of its own: the score with people's reviews, or the worker-information record. */
export function ProgramFacts({ program, part }: { program: string; part: 'team' | 'signOff' }) {
  return <Table.Td>{part === 'team' ? <TeamScore program={program} /> : <SignOff program={program} />}</Table.Td>
}

/** The mean freed of the machine's own error, and how many random reviews are still needed. */
export function TeamScore({ program }: { program: string }) {
  const t = useWords()
  const { from } = usePeriod()
  const draws = useMay('administrator', 'manager', 'lead', 'analyst')
  const { data } = api.useQuery('get', '/api/figures/team-score', { params: { query: { program, from } } })
  if (!data) return null
  const state = data.needed.state as 'enough' | 'more' | 'pilot' | 'nothing'
  return (
    <>
      {data.score == null || !data.interval ? (
        <Text size="sm">{t('noScore')}</Text>
      ) : (
        <IntervalBar value={data.score} interval={data.interval} why={data.why} scale={100} width={88} />
      )}
      <Text size="xs" c="dimmed">
        {data.reviews > 0 && <>{t('reviews', { count: data.reviews })} · </>}
        {(state === 'more' || state === 'pilot') && draws ? (
          <Anchor size="xs" renderRoot={(props) => <Link {...props} to="/samples" search={{ program }} />}>
            {t(state, { count: data.needed.reviews })}
          </Anchor>
        ) : (
          t(state, { count: data.needed.reviews })
        )}
      </Text>
    </>
  )
}

function SignOff({ program }: { program: string }) {
  const t = useWords()
  const { data } = api.useQuery('get', '/api/programs/{id}/sign-off', { params: { path: { id: program } } })
  if (!data) return null
  return (
    <Group gap={6} wrap="nowrap">
      {data.signed ? (
        <IconCheck size={16} aria-hidden style={{ flex: 'none', color: 'var(--for)' }} />
      ) : (
        <IconAlertTriangle size={16} aria-hidden style={{ flex: 'none', color: 'var(--missed)' }} />
      )}
      <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/programs/$id" params={{ id: program }} />}>
        {data.signed ? t('signed', { day: day(data.signed_ms ?? 0) }) : t('unsigned')}
      </Anchor>
    </Group>
  )
}
