import { ActionIcon, Group, Text, Tooltip } from '@mantine/core'
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { one, useAddress } from '~/search'
import { useShortcuts } from '~/ui/shortcuts'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { useWalk } from './walk'

const useWords = words(
  'walk',
  {
    previous: 'Previous conversation of the list',
    next: 'Next conversation of the list',
    at: '{{at}} of {{total}}',
    many: '{{at}} of more than {{total}}',
  },
  {
    previous: '列表中的上一个会话',
    next: '列表中的下一个会话',
    at: '第 {{at}} / {{total}} 个',
    many: '第 {{at}} 个，共 {{total}} 个以上',
  },
)

/** The server counts no further. */
const COUNTED = 1_000

/** To the neighbours in the list that somebody came from; nothing where they came from elsewhere. */
export function Walk() {
  const t = useWords()
  const navigate = useNavigate()
  const { search } = useAddress()
  const { whole } = useReading()
  const list = one(search.list)
  const { at, before, after, total } = useWalk(list, whole.conversation.id)
  const go = (id: string | undefined) => {
    if (id) void navigate({ to: '/conversations/$id', params: { id }, search: { list, tab: one(search.tab) } })
  }
  useShortcuts(
    list
      ? [
          { keys: '[', says: t('previous'), run: () => go(before) },
          { keys: ']', says: t('next'), run: () => go(after) },
        ]
      : [],
  )
  if (!list || at < 0) return null
  return (
    <Group gap={4} wrap="nowrap">
      <Tooltip label={`${t('previous')} [`}>
        <ActionIcon variant="default" aria-label={t('previous')} disabled={!before} onClick={() => go(before)}>
          <IconChevronLeft size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
      <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
        {t(total >= COUNTED ? 'many' : 'at', { at: at + 1, total })}
      </Text>
      <Tooltip label={`${t('next')} ]`}>
        <ActionIcon variant="default" aria-label={t('next')} disabled={!after} onClick={() => go(after)}>
          <IconChevronRight size={17} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  )
}
