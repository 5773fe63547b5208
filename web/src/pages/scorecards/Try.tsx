import { Button, Group, Paper, Select, Stack, Text, Title } from '@mantine/core'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useState } from 'react'
import { api, type Of } from '~/api/client'
import { useSession } from '~/api/session'
import { one, useAddress } from '~/search'
import { DayInput } from '~/ui/DayInput'
import { Empty } from '~/ui/Empty'
import { ProblemNote } from '~/ui/Problem'
import { ProgramSelect } from '~/ui/ProgramSelect'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { useChannelName } from './channelName'
import { JudgedTable } from './JudgedTable'
import { Shift } from './Shift'
import { dayMs, itemsMoved, largest, moves } from './trial'
import { useFormWords } from './words'

const useWords = words(
  'try',
  {
    about:
      'Scores past conversations with this version and lays the result beside the one that holds. Nothing is stored, nobody sees it.',
    own: 'Those it is meant for',
    limit: 'At most',
    newest: 'The newest {{n}}',
    run: 'Try it',
    again: 'Try again',
    changed: '{{changed}} of {{n}} conversations would get another score, result or answer.',
    none: 'No conversation fits',
    noneAbout: 'Widen the days, or choose another channel or program.',
    nothing: 'Nothing would change',
    nothingAbout: 'All {{n}} conversations keep their score, result and answers.',
    noShift: 'No conversation has a score both now and with this version.',
    moves: 'Results that move',
    items: 'Questions that make the difference',
    times_one: 'in {{count}} conversation',
    times_other: 'in {{count}} conversations',
    largest: 'The largest differences',
    unknown: 'not evaluated',
  },
  {
    about: '用此版本给过往会话评分，并与现行结果并列比较。不保存任何结果，也不会通知任何人。',
    own: '本表适用的渠道',
    limit: '数量上限',
    newest: '最近 {{n}} 通',
    run: '开始试评',
    again: '重新试评',
    changed: '{{n}} 通会话中有 {{changed}} 通的得分、结果或答案会改变。',
    none: '没有符合条件的会话',
    noneAbout: '请放宽日期，或选择其他渠道、项目。',
    nothing: '没有变化',
    nothingAbout: '{{n}} 通会话的得分、结果和答案都不变。',
    noShift: '没有会话在前后都有得分。',
    moves: '结果的变化',
    items: '造成差异的评分项',
    times_other: '{{count}} 通会话',
    largest: '差异最大的会话',
    unknown: '未评分',
  },
)

const SHOWN = 30

/** Tries a version on past conversations: how scores would shift, which results move, and where the difference is largest. */
export function Try({ card }: { card: Of<'WholeScorecardOut'> }) {
  const t = useWords()
  const common = useCommon()
  const say = useFormWords()
  const text = useTextOf()
  const channel = useChannelName()
  const { programs } = useSession()
  const { search, change } = useAddress()
  const [limit, setLimit] = useState('200')
  const trial = api.useMutation('post', '/api/scorecards/{id}/try')
  const program = card.program ?? one(search.program) ?? programs[0]?.id
  const names = new Map(
    card.form?.sections.flatMap((section) => section.items.map((item) => [item.item, text(item.text)])),
  )
  const run = () =>
    trial.mutate({
      params: { path: { id: card.id } },
      body: {
        program,
        channel: one(search.channel),
        from_ms: dayMs(one(search.since)),
        until_ms: dayMs(one(search.until), true),
        limit: Number(limit),
      },
    })
  const standing = (result: string | null) => (result ? common(`standing.${result as 'pass'}`) : t('unknown'))
  const done = trial.data
  const moved = done ? moves(done.results) : []
  return (
    <Stack>
      <Text size="sm" c="dimmed" maw="72ch">
        {t('about')}
      </Text>
      <Group align="flex-end" gap="sm">
        {card.program == null && (
          <ProgramSelect value={program ?? null} onChange={(value) => change({ program: value ?? undefined })} />
        )}
        <Select
          label={common('channel')}
          value={one(search.channel) ?? ''}
          allowDeselect={false}
          data={[
            { value: '', label: t('own') },
            ...(card.form?.channels ?? []).map((name) => ({ value: name, label: channel(name) })),
          ]}
          onChange={(value) => change({ channel: value ?? undefined })}
        />
        <DayInput
          label={common('from')}
          w={150}
          value={one(search.since) ?? ''}
          onChange={(since) => change({ since: since || undefined })}
        />
        <DayInput
          label={common('until')}
          w={150}
          value={one(search.until) ?? ''}
          onChange={(until) => change({ until: until || undefined })}
        />
        <Select
          label={t('limit')}
          allowDeselect={false}
          value={limit}
          data={['50', '100', '200'].map((n) => ({ value: n, label: t('newest', { n }) }))}
          onChange={(value) => value && setLimit(value)}
          w={140}
        />
        <Button leftSection={<IconPlayerPlay size={16} aria-hidden />} loading={trial.isPending} onClick={run}>
          {t(done ? 'again' : 'run')}
        </Button>
      </Group>
      {trial.error && <ProblemNote problem={trial.error} retry={run} />}
      <div aria-live="polite">
        {done && done.conversations === 0 && <Empty title={t('none')}>{t('noneAbout')}</Empty>}
        {done && done.conversations > 0 && done.changed === 0 && (
          <Empty title={t('nothing')}>{t('nothingAbout', { n: done.conversations })}</Empty>
        )}
        {done && done.changed > 0 && (
          <Paper>
            {done.shift ? <Shift shift={done.shift} /> : <Text>{t('noShift')}</Text>}
            <Text size="sm" mt="xs">
              {t('changed', { changed: done.changed, n: done.conversations })}
            </Text>
          </Paper>
        )}
      </div>
      {done && done.changed > 0 && (
        <>
          <Group align="flex-start" grow preventGrowOverflow={false}>
            {moved.length > 0 && (
              <Paper>
                <Title order={2} size="h5" mb="xs">
                  {t('moves')}
                </Title>
                {moved.map((move) => (
                  <Text key={`${move.from}${move.to}`} size="sm">
                    <b>{move.n}</b> · {standing(move.from)} → {standing(move.to)}
                  </Text>
                ))}
              </Paper>
            )}
            <Paper>
              <Title order={2} size="h5" mb="xs">
                {t('items')}
              </Title>
              {itemsMoved(done.results)
                .slice(0, 8)
                .map(({ item, n }) => (
                  <Text key={item} size="sm">
                    {names.get(item) ?? `${item} (${say('absentItem')})`}{' '}
                    <Text span c="dimmed" size="xs">
                      {t('times', { count: n })}
                    </Text>
                  </Text>
                ))}
            </Paper>
          </Group>
          <Title order={2} size="h5">
            {t('largest')}
          </Title>
          <JudgedTable results={largest(done.results, SHOWN)} itemName={(id) => names.get(id) ?? id} />
        </>
      )}
    </Stack>
  )
}
