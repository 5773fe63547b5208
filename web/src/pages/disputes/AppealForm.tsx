import { Button, Group, Paper, Stack, Text, Textarea, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type Of, queries } from '~/api/client'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { day } from '~/words/say'
import { useDisputeWords } from './words'

/** The agent's appeal after a rejection. */
export function AppealForm({ dispute }: { dispute: Of<'DisputeWhole'> }) {
  const t = useDisputeWords()
  const form = useForm({
    mode: 'controlled',
    initialValues: { reason: '' },
    validate: { reason: (reason) => (reason.trim() ? null : t('whyMissing')) },
  })
  const appeal = api.useMutation('post', '/api/disputes/{id}/appeal', {
    onSuccess: () => {
      tellDone(t('appealed'))
      void queries.invalidateQueries({ predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/disputes') })
    },
  })
  return (
    <Paper component="section" aria-label={t('appealTitle')}>
      <form
        noValidate
        onSubmit={form.onSubmit((body) => appeal.mutate({ params: { path: { id: dispute.id } }, body }))}
      >
        <Stack gap="md">
          <div>
            <Title order={2} size="h5">
              {t('appealTitle')}
            </Title>
            <Text size="sm" c="dimmed">
              {t('appealAbout')} {t('appealUntil', { day: day(dispute.due_ms) })}
            </Text>
          </div>
          <Textarea
            label={t('why')}
            description={t('whyAppealAbout')}
            required
            autosize
            minRows={3}
            {...form.getInputProps('reason')}
          />
          {appeal.error && <ProblemNote problem={appeal.error} />}
          <Group justify="flex-end">
            <Button type="submit" loading={appeal.isPending}>
              {t('appeal')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  )
}
