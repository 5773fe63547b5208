import { Alert, Anchor, Button, Group, NumberInput, Stack, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import dayjs from 'dayjs'
import { type FormEvent, useState } from 'react'
import { api } from '~/api/client'
import { useMay } from '~/api/session'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import type { Seen } from '../programs/programQuery'
import { faultsOf, goesBefore, HALF_YEAR, truly } from './keeping'
import { SaveProblem } from './SaveProblem'
import { useSave } from './useSave'

const useWords = words(
  'keeping',
  {
    about:
      'Once a day Rapport deletes what is older than this. It cannot be brought back; number and hash of what was deleted go into the audit log.',
    conversations: 'Conversations',
    conversationsAbout:
      'With everything about them: findings, scores, reviews, disputes, notes. Counted from the beginning of a conversation. Now: what began before {{day}} goes.',
    scores: 'Scores and reviews',
    scoresAbout:
      'Counted from the day they were made. A conversation without its score can be read and scored again. Now: what was made before {{day}} goes.',
    raw: 'Sealed sources',
    rawAbout:
      'The text as it came in, where the program keeps it. Counted from the beginning of the conversation. Now: those of before {{day}} go.',
    days: 'days',
    range: '1 to 3,650 days',
    longer: 'They go with their conversation, after {{days}} days.',
    older_one: '{{count}} conversation is older than that and will be deleted',
    older_other: '{{count}} conversations are older than that and will be deleted',
    olderMany: 'More than 1,000 conversations are older than that and will be deleted',
    see: 'Look at them',
    short:
      'Less than half a year. Where people have the right to contest how they were judged, or a law asks for records of automated scoring, that may be too short. Ask those who know the law where you are.',
    save: 'Save',
    ask: 'Delete what is older?',
    askAbout: 'With the next daily round, within 24 hours. This cannot be undone.',
    go: 'Save, and delete them',
    information: 'The text of the worker information names these times: sign it anew when they change.',
  },
  {
    about: 'Rapport 每天删除一次超过以下期限的内容。删除后无法恢复；所删内容的数量与哈希会写入审计日志。',
    conversations: '会话',
    conversationsAbout:
      '连同相关的一切：发现、得分、复核、申诉、备注。从会话开始时算起。按此设置，{{day}} 之前开始的会话会被删除。',
    scores: '得分与复核',
    scoresAbout: '从产生之日算起。没有得分的会话仍可阅读并重新评分。按此设置，{{day}} 之前产生的会被删除。',
    raw: '封存的原文',
    rawAbout: '导入时的原文（仅当项目保留时）。从会话开始时算起。按此设置，{{day}} 之前的会被删除。',
    days: '天',
    range: '请填 1 至 3,650 天',
    longer: '最迟随会话一起删除，即 {{days}} 天后。',
    older_other: '有 {{count}} 条会话早于此期限，将被删除',
    olderMany: '有超过 1,000 条会话早于此期限，将被删除',
    see: '查看这些会话',
    short:
      '不足半年。员工有权对评判提出异议，法律也可能要求留存自动评分的记录，这一期限可能过短。请咨询了解当地法律的人。',
    save: '保存',
    ask: '删除更早的内容？',
    askAbout: '将在 24 小时内的下一次例行清理中删除，无法恢复。',
    go: '保存并删除',
    information: '员工告知书中写有这些期限，修改后请重新签署。',
  },
)

/** How long each class of data is kept, and what that means in days of the calendar and in conversations. */
export function Keeping({ seen, manages }: { seen: Seen; manages: boolean }) {
  const t = useWords()
  const common = useCommon()
  const client = useMay('client')
  const { program } = seen
  const { retention } = program.settings
  const [kept, setKept] = useState<{ conversations: number | string; scores: number | string; raw: number | string }>({
    conversations: retention.conversations_days,
    scores: retention.scores_days,
    raw: retention.raw_days,
  })
  const { save, busy, wrong } = useSave(seen)
  const faults = faultsOf(kept)
  const days = faults.includes('conversations') ? undefined : Number(kept.conversations)
  const until = days && dayjs(goesBefore(days, Date.now())).format('YYYY-MM-DD')
  const older = api.useQuery(
    'get',
    '/api/conversations',
    { params: { query: { program: program.id, until: until || undefined, limit: 1 } } },
    { enabled: manages && !!until },
  )
  const gone = older.data?.total_at_most ?? 0
  const dirty =
    kept.conversations !== retention.conversations_days ||
    kept.scores !== retention.scores_days ||
    kept.raw !== retention.raw_days
  const store = () => {
    const { conversations, scores, raw } = truly(kept)
    setKept({ conversations, scores, raw })
    void save({
      settings: { retention: { conversations_days: conversations, scores_days: scores, raw_days: raw } },
    })
  }
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (faults.length) return
    if (!gone) return store()
    modals.openConfirmModal({
      title: t('ask'),
      children: (
        <Text size="sm">
          {gone >= 1_000 ? t('olderMany') : t('older', { count: gone })}. {t('askAbout')}
        </Text>
      ),
      labels: { confirm: t('go'), cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: store,
    })
  }
  const field = (name: 'conversations' | 'scores' | 'raw') => {
    const value = kept[name]
    const bound = days !== undefined && typeof value === 'number' && value > days
    return (
      <NumberInput
        label={t(name)}
        description={
          typeof value === 'number' && value > 0
            ? `${bound ? `${t('longer', { days })} ` : ''}${t(`${name}About`, { day: day(goesBefore(bound ? days : value, Date.now())) })}`
            : undefined
        }
        inputWrapperOrder={['label', 'input', 'error', 'description']}
        min={1}
        max={3_650}
        allowDecimal={false}
        suffix={` ${t('days')}`}
        readOnly={!manages}
        styles={{ wrapper: { maxWidth: 160 }, description: { marginTop: 6, maxWidth: '72ch' } }}
        value={value}
        onChange={(next) => setKept({ ...kept, [name]: next })}
        error={faults.includes(name) ? t('range') : null}
      />
    )
  }
  return (
    <form onSubmit={send} noValidate>
      <Stack gap="lg" maw={860}>
        <Text size="sm" maw="72ch">
          {t('about')}
        </Text>
        {field('conversations')}
        {manages && gone > 0 && (
          <Alert color="red" icon={<IconAlertTriangle aria-hidden />}>
            {gone >= 1_000 ? t('olderMany') : t('older', { count: gone })}.{' '}
            <Anchor
              size="sm"
              underline="always"
              renderRoot={(props) => (
                <Link {...props} to="/conversations" search={{ program: program.id, until: String(until) }} />
              )}
            >
              {t('see')}
            </Anchor>
          </Alert>
        )}
        {field('scores')}
        {!client && typeof kept.scores === 'number' && kept.scores < HALF_YEAR && (
          <Text size="sm" c="var(--missed)" maw="72ch">
            {t('short')}
          </Text>
        )}
        {field('raw')}
        <SaveProblem problem={wrong} />
        {manages && (
          <Stack gap="xs">
            <Text size="sm" c="dimmed">
              {t('information')}
            </Text>
            <Group>
              <Button type="submit" loading={busy} disabled={!dirty || faults.length > 0}>
                {t('save')}
              </Button>
            </Group>
          </Stack>
        )}
      </Stack>
    </form>
  )
}
