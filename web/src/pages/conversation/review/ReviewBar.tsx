import { Alert, Anchor, Button, Group, List, Progress, Stack, Switch, Text, Tooltip } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useNavigate } from '@tanstack/react-router'
import { api, type Of, queries } from '~/api/client'
import { useAddress } from '~/search'
import { tellDone, useProblemText, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import type { FormItem, Lack } from './draft'
import { KeptNote } from './KeptNote'
import { KeyHints } from './KeyHints'
import classes from './ReviewBar.module.css'
import type { Kept } from './saver'
import { useReviewingWords } from './words'

const useWords = words(
  'reviewBar',
  {
    title: 'Your review',
    answered: '{{done}} of {{all}} answered',
    blind: 'Blind',
    blindAbout: 'Hides everything that the machine found and answered until the review is submitted',
    submit: 'Submit',
    release: 'Give back to the queue',
    missing_one: '{{count}} question still needs you',
    missing_other: '{{count}} questions still need you',
    submitted: 'Review submitted',
    silent: 'Submit with open questions?',
    silentAbout:
      '{{count}} questions have no answer of yours. Where you say nothing, the machine’s answer stands; you cannot change the review afterwards.',
    sure: 'Submit the review?',
    sureAbout: 'A submitted review no longer changes, except by a dispute. The agent can read it.',
    compare: 'Your answers are kept. Now you see the machine’s: say why where you answer otherwise, then submit again.',
  },
  {
    title: '我的复核',
    answered: '已答 {{done}} / {{all}} 题',
    blind: '盲评',
    blindAbout: '提交之前隐藏机器的全部发现和答案',
    submit: '提交',
    release: '退回队列',
    missing_other: '还有 {{count}} 题需要您处理',
    submitted: '复核已提交',
    silent: '还有题目未作答，仍要提交吗？',
    silentAbout: '有 {{count}} 题您未作答。未作答的题沿用机器的答案；提交后不能再修改。',
    sure: '提交复核？',
    sureAbout: '提交后不能再修改（申诉除外），坐席可以看到。',
    compare: '您的答案已保存。现在可以看到机器的答案：与其不一致之处请说明理由，然后再次提交。',
  },
)

/** How far a review is, whether it is kept, what is missing, and the ways to end it. */
export function ReviewBar({
  review,
  blind,
  answered,
  items,
  lacks,
  kept,
  flush,
  tried,
  onTry,
}: {
  review: Of<'ReviewWhole'>
  blind: boolean
  answered: number
  items: readonly FormItem[]
  lacks: ReadonlyMap<string, Lack> | undefined
  kept: { state: Kept; problem?: unknown; at?: number }
  flush: () => Promise<boolean>
  tried: boolean
  onTry: () => void
}) {
  const t = useWords()
  const common = useCommon()
  const lack = useReviewingWords()
  const textOf = useTextOf()
  const tell = useTellProblem()
  const problem = useProblemText()
  const navigate = useNavigate()
  const { change } = useAddress()
  const params = { path: { id: review.id } }
  const again = () => {
    for (const path of ['/api/reviews/{id}', '/api/reviews', '/api/conversations/{id}'])
      void queries.invalidateQueries({ queryKey: ['get', path] })
  }
  const submit = api.useMutation('post', '/api/reviews/{id}/submit', {
    onSuccess: () => {
      tellDone(t('submitted'))
      again()
    },
    onError: (thrown) => {
      onTry()
      // Answered blind, and otherwise than the machine: only now may one see where.
      if (blind && thrown.status === 422) change({ blind: '0' })
      else tell(thrown)
    },
  })
  const release = api.useMutation('post', '/api/reviews/{id}/release', {
    onSuccess: () => {
      again()
      void navigate({ to: '/reviews' })
    },
    onError: tell,
  })
  const send = async () => {
    onTry()
    if (!(await flush()) || (lacks && lacks.size > 0)) return
    const open = items.length - answered
    modals.openConfirmModal({
      title: open > 0 && blind ? t('silent') : t('sure'),
      children: <Text size="sm">{open > 0 && blind ? t('silentAbout', { count: open }) : t('sureAbout')}</Text>,
      labels: { confirm: t('submit'), cancel: common('cancel') },
      onConfirm: () => submit.mutate({ params }),
    })
  }
  return (
    <div className={classes.bar}>
      <Stack gap={6}>
        <Group justify="space-between" gap="xs">
          <Text fw={600}>{t('title')}</Text>
          <Tooltip label={t('blindAbout')}>
            <Switch
              size="xs"
              label={t('blind')}
              checked={blind}
              onChange={(event) => change({ blind: event.currentTarget.checked ? '1' : '0' })}
            />
          </Tooltip>
        </Group>
        <Progress value={(answered / Math.max(1, items.length)) * 100} size="sm" aria-label={t('title')} />
        <Group justify="space-between" gap="xs">
          <div>
            <Text size="xs">{t('answered', { done: answered, all: items.length })}</Text>
            <KeptNote {...kept} retry={() => void flush()} />
          </div>
          <Group gap={6}>
            <Button size="xs" variant="default" onClick={() => release.mutate({ params })}>
              {t('release')}
            </Button>
            <Button size="xs" loading={submit.isPending} onClick={() => void send()}>
              {t('submit')}
            </Button>
          </Group>
        </Group>
        <KeyHints agree={!blind} />
        {tried && lacks && lacks.size > 0 && (
          <Alert color="yellow" role="alert" p="xs" title={t('missing', { count: lacks.size })}>
            {submit.error?.status === 422 && <Text size="sm">{t('compare')}</Text>}
            <List size="xs">
              {items
                .filter(({ item }) => lacks.has(item))
                .map(({ item, text }) => (
                  <List.Item key={item}>
                    <Anchor
                      component="button"
                      type="button"
                      size="xs"
                      ta="start"
                      onClick={() => document.getElementById(`item-${item}`)?.focus()}
                    >
                      {textOf(text)}
                    </Anchor>
                    : {lack(`lack.${lacks.get(item) ?? 'answer'}`)}
                  </List.Item>
                ))}
            </List>
          </Alert>
        )}
        {submit.error && submit.error.status !== 422 && (
          <Alert color="red" role="alert" p="xs">
            {problem(submit.error)}
          </Alert>
        )}
      </Stack>
    </div>
  )
}
