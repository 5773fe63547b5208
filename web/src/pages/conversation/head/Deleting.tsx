import { Alert, Button, Group, Modal, Stack, Text, Textarea } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { api, queries } from '~/api/client'
import { tellDone, useProblemText } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'

const useWords = words(
  'deleting',
  {
    title: 'Delete this conversation?',
    about:
      'Everything about it goes: turns, findings, evaluations, reviews, disputes, notes. It cannot be brought back. The audit log keeps who deleted it and why.',
    why: 'Why it is deleted',
    done: 'Conversation deleted',
  },
  {
    title: '删除此会话？',
    about: '与其有关的一切都会删除：内容、发现、评分、复核、申诉、备注，且无法恢复。审计日志会记录删除人和原因。',
    why: '删除原因',
    done: '会话已删除',
  },
)

/** Asks why before a conversation is gone for good. */
export function Deleting({ onClose }: { onClose: () => void }) {
  const t = useWords()
  const common = useCommon()
  const problem = useProblemText()
  const navigate = useNavigate()
  const { whole } = useReading()
  const { id } = whole.conversation
  const [reason, setReason] = useState('')
  const remove = api.useMutation('delete', '/api/conversations/{id}', {
    onSuccess: () => {
      tellDone(t('done'))
      void navigate({ to: '/conversations' }).then(() =>
        queries.invalidateQueries({ queryKey: ['get', '/api/conversations'] }),
      )
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('title')} closeOnClickOutside={false}>
      <Stack gap="sm">
        <Text size="sm">{t('about')}</Text>
        <Textarea
          data-autofocus
          label={t('why')}
          required
          maxLength={500}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {remove.error && (
          <Alert color="red" role="alert">
            {problem(remove.error)}
          </Alert>
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button
            color="red"
            disabled={!reason.trim()}
            loading={remove.isPending}
            onClick={() => remove.mutate({ params: { path: { id }, query: { reason: reason.trim() } } })}
          >
            {common('delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
