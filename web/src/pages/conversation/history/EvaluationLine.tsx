import { Badge, Button, Group, Paper, Stack, Text } from '@mantine/core'
import { IconRefresh } from '@tabler/icons-react'
import { api, type Of } from '~/api/client'
import { ProblemNote } from '~/ui/Problem'
import { Standing } from '~/ui/Standing'
import { words } from '~/words/i18n'
import { moment } from '~/words/say'
import { Replayed } from './Replayed'

const useWords = words(
  'evaluationLine',
  {
    current: 'holds now',
    form: '{{form}}, version {{version}}; engine {{engine}}',
    'reason.arrival': 'when it came in',
    'reason.rules': 'after a change of rules',
    'reason.scorecard': 'after a change of the form',
    'reason.dispute': 'after a dispute',
    replay: 'Replay',
    about: 'Computes the evaluation again from what was kept, and compares byte for byte',
  },
  {
    current: '当前有效',
    form: '{{form}}，第 {{version}} 版；引擎 {{engine}}',
    'reason.arrival': '导入时',
    'reason.rules': '规则变更后',
    'reason.scorecard': '评分表变更后',
    'reason.dispute': '申诉后',
    replay: '重算核对',
    about: '用保存的全部内容重新计算，并逐字节比对',
  },
)

const REASONS = ['arrival', 'rules', 'scorecard', 'dispute'] as const

/** One evaluation: when, why, with what, how it stands; it can be computed again to prove that it is the same. */
export function EvaluationLine({ evaluation }: { evaluation: Of<'EvaluationNote'> }) {
  const t = useWords()
  const replay = api.useMutation('post', '/api/evaluations/{id}/replay')
  const reason = REASONS.find((one) => one === evaluation.reason)
  return (
    <Paper p="sm">
      <Stack gap={4}>
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            {moment(evaluation.created_ms)} · {reason ? t(`reason.${reason}`) : evaluation.reason}
          </Text>
          {evaluation.current && <Badge size="sm">{t('current')}</Badge>}
        </Group>
        <Group justify="space-between" gap="xs">
          <Text size="xs" c="dimmed">
            {t('form', { form: evaluation.scorecard, version: evaluation.version, engine: evaluation.engine })}
          </Text>
          <Standing score={evaluation.score} standing={evaluation.standing} />
        </Group>
        <Group>
          <Button
            size="compact-xs"
            variant="default"
            title={t('about')}
            leftSection={<IconRefresh size={14} aria-hidden />}
            loading={replay.isPending}
            onClick={() => replay.mutate({ params: { path: { id: evaluation.id } } })}
          >
            {t('replay')}
          </Button>
        </Group>
        {replay.data && <Replayed replay={replay.data} />}
        {replay.error && <ProblemNote problem={replay.error} />}
      </Stack>
    </Paper>
  )
}
