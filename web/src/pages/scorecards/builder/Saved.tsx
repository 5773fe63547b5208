import { Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle, IconCloudCheck, IconCloudOff, IconCloudUpload } from '@tabler/icons-react'
import { useProblemText } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import type { Draft } from './useDraft'

const useWords = words(
  'saved',
  {
    saved: 'Saved',
    waiting: 'Not saved yet …',
    saving: 'Saving …',
    mistakes_one: 'Kept in this browser: {{count}} mistake to mend before it can be saved',
    mistakes_other: 'Kept in this browser: {{count}} mistakes to mend before it can be saved',
    conflict: 'Somebody else changed this draft. Yours is kept in this browser.',
    theirs: 'Show theirs',
    mine: 'Put mine over it',
    failed: 'Not saved, kept in this browser.',
  },
  {
    saved: '已保存',
    waiting: '尚未保存……',
    saving: '正在保存……',
    mistakes_other: '暂存在此浏览器：改正 {{count}} 处错误后才能保存',
    conflict: '这份草稿已被他人修改。您的内容暂存在此浏览器。',
    theirs: '查看对方的版本',
    mine: '用我的覆盖',
    failed: '未保存，内容暂存在此浏览器。',
  },
)

const LOOKS = {
  saved: { Icon: IconCloudCheck, color: 'var(--for)' },
  waiting: { Icon: IconCloudUpload, color: 'var(--quiet)' },
  saving: { Icon: IconCloudUpload, color: 'var(--quiet)' },
  mistakes: { Icon: IconAlertTriangle, color: 'var(--missed)' },
  conflict: { Icon: IconAlertTriangle, color: 'var(--against)' },
  failed: { Icon: IconCloudOff, color: 'var(--against)' },
}

/** Whether what one sees is kept, and what to do where it is not. */
export function Saved({ draft }: { draft: Draft }) {
  const t = useWords()
  const common = useCommon()
  const text = useProblemText()
  const { Icon, color } = LOOKS[draft.saving]
  return (
    <Group gap={6} role="status" wrap="nowrap">
      <Icon size={18} aria-hidden style={{ color, flex: 'none' }} />
      <Text size="sm" c={color}>
        {draft.saving === 'mistakes' ? t('mistakes', { count: draft.mistakes.length }) : t(draft.saving)}
        {draft.saving === 'failed' && ` ${text(draft.problem)}`}
      </Text>
      {draft.saving === 'conflict' && (
        <>
          <Button size="compact-xs" variant="default" onClick={() => void draft.settle(false)}>
            {t('theirs')}
          </Button>
          <Button size="compact-xs" variant="default" onClick={() => void draft.settle(true)}>
            {t('mine')}
          </Button>
        </>
      )}
      {draft.saving === 'failed' && (
        <Button size="compact-xs" variant="default" onClick={draft.save}>
          {common('retry')}
        </Button>
      )}
    </Group>
  )
}
