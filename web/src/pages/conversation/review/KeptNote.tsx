import { Button, Group, Text } from '@mantine/core'
import dayjs from 'dayjs'
import { useProblemText } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import type { Kept } from './saver'

const useWords = words(
  'kept',
  { saved: 'Draft saved {{at}}', untouched: 'Drafts save themselves', saving: 'Saving…', failed: 'Not saved' },
  { saved: '草稿已保存 {{at}}', untouched: '草稿会自动保存', saving: '正在保存…', failed: '未保存' },
)

/** Whether what was answered is kept. */
export function KeptNote({
  state,
  problem,
  at,
  retry,
}: {
  state: Kept
  problem?: unknown
  at?: number
  retry: () => void
}) {
  const t = useWords()
  const common = useCommon()
  const text = useProblemText()
  if (state === 'failed')
    return (
      <Group gap={6} role="alert">
        <Text size="xs" c="var(--against)">
          {t('failed')}: {text(problem)}
        </Text>
        <Button size="compact-xs" variant="default" onClick={retry}>
          {common('retry')}
        </Button>
      </Group>
    )
  return (
    <Text size="xs" c="dimmed" role="status">
      {state !== 'saved'
        ? t('saving')
        : at === undefined
          ? t('untouched')
          : t('saved', { at: dayjs(at).format('HH:mm:ss') })}
    </Text>
  )
}
