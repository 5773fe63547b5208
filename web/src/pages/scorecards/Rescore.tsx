import { Button, Paper, Progress, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconRefresh } from '@tabler/icons-react'
import { useState } from 'react'
import { api, queries } from '~/api/client'
import { useMay } from '~/api/session'
import { AdministrationLink } from '~/ui/AdministrationLink'
import { useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { count } from '~/words/say'
import { PartHead } from './PartHead'

const useWords = words(
  'rescore',
  {
    title: 'Judge the past again',
    about:
      'Publishing changes nothing about the past. This judges every conversation of {{program}} again whose evaluation was made with another form, pack, rules or engine than hold now. The old evaluations stay beside the new ones.',
    go: 'Judge again',
    sure: 'Judge the past conversations of {{program}} again?',
    sureAbout:
      'Scores of past conversations, and the figures made of them, change to what the published forms say now. Old evaluations stay and can be compared.',
    queued: '{{affected}} of {{n}} conversations were made with something else; {{queued}} are in the queue now.',
    current: 'All {{n}} conversations are what would be made now.',
    left_one: '{{count}} conversation to go',
    left_other: '{{count}} conversations to go',
    done: 'Nothing is waiting.',
    failed_one: '{{count}} conversation could not be judged and waits for a person.',
    failed_other: '{{count}} conversations could not be judged and wait for a person.',
    why: 'See why',
    who: 'Managers do this.',
  },
  {
    title: '重评过往会话',
    about:
      '发布不影响过往评分。此操作会重评 {{program}} 中所有与现行评分表、项目包、规则或引擎不一致的会话；旧评分仍保留，可供对照。',
    go: '重评',
    sure: '重评 {{program}} 的过往会话？',
    sureAbout: '过往会话的得分及据此统计的数字将按现行评分表更新。旧评分保留，可供对照。',
    queued: '{{n}} 通会话中有 {{affected}} 通需重评，已排队 {{queued}} 通。',
    current: '{{n}} 通会话均与现行一致，无需重评。',
    left_other: '还剩 {{count}} 通',
    done: '没有排队的会话。',
    failed_other: '{{count}} 通会话未能评分，需人工处理。',
    why: '查看原因',
    who: '由运营经理操作。',
  },
)

const SOON = 1_500

/** Judging past conversations again, and how far that has come. */
export function Rescore({ program }: { program: { id: string; name: string } }) {
  const t = useWords()
  const common = useCommon()
  const tell = useTellProblem()
  const manager = useMay('administrator', 'manager')
  const [most, setMost] = useState(0)
  const progress = api.useQuery(
    'get',
    '/api/programs/{id}/rescore',
    { params: { path: { id: program.id } } },
    { refetchInterval: ({ state }) => ((state.data?.waiting ?? 0) + (state.data?.running ?? 0) > 0 ? SOON : false) },
  )
  const rescore = api.useMutation('post', '/api/programs/{id}/rescore', {
    onError: tell,
    onSuccess: (told) => {
      setMost(told.queued)
      void queries.invalidateQueries({ queryKey: ['get', '/api/programs/{id}/rescore'] })
    },
  })
  const left = (progress.data?.waiting ?? 0) + (progress.data?.running ?? 0)
  const failed = progress.data?.failed ?? 0
  const whole = Math.max(most, left)
  const ask = () =>
    modals.openConfirmModal({
      title: t('sure', { program: program.name }),
      children: t('sureAbout'),
      labels: { confirm: t('go'), cancel: common('cancel') },
      onConfirm: () => rescore.mutate({ params: { path: { id: program.id } } }),
    })
  return (
    <Paper component="section">
      <PartHead
        title={t('title')}
        about={
          <>
            {t('about', { program: program.name })} {!manager && t('who')}
          </>
        }
      >
        {manager && (
          <Button
            variant="default"
            style={{ flex: 'none' }}
            leftSection={<IconRefresh size={16} aria-hidden />}
            loading={rescore.isPending}
            onClick={ask}
          >
            {t('go')}
          </Button>
        )}
      </PartHead>
      <div aria-live="polite">
        {rescore.data && (
          <Text size="sm" mt="xs">
            {rescore.data.affected > 0
              ? t('queued', {
                  affected: count(rescore.data.affected),
                  n: count(rescore.data.conversations),
                  queued: count(rescore.data.queued),
                })
              : t('current', { n: count(rescore.data.conversations) })}
          </Text>
        )}
        {left > 0 ? (
          <>
            <Progress value={(100 * (whole - left)) / whole} mt="sm" aria-label={t('left', { count: left })} />
            <Text size="sm" mt={4}>
              {t('left', { count: left })}
            </Text>
          </>
        ) : (
          progress.data && (
            <Text size="sm" mt="xs" c="dimmed">
              {t('done')}
            </Text>
          )
        )}
        {failed > 0 && (
          <Text size="sm" mt={4}>
            {t('failed', { count: failed })}{' '}
            {manager && (
              <AdministrationLink part="queue" search={{ state: 'failed' }} underline="always">
                {t('why')}
              </AdministrationLink>
            )}
          </Text>
        )}
      </div>
    </Paper>
  )
}
