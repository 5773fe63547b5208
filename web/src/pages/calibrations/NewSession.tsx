import { Button, Group, Paper, Select, SimpleGrid, Stack, TextInput, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useNavigate } from '@tanstack/react-router'
import { api, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { ReviewerChoice } from '~/pages/reviews/ReviewerChoice'
import { dateOf, dayEnd } from '~/pages/reviews/sampling'
import { DayInput } from '~/ui/DayInput'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { ProgramSelect } from '~/ui/ProgramSelect'
import { useCommon } from '~/words/common'
import { useTextOf } from '~/words/say'
import { PickConversations } from './PickConversations'
import { useCalibrationWords } from './words'

/** A new session: form, three to five conversations, two raters or more, and until when. */
export function NewSession({ onClose }: { onClose: () => void }) {
  const t = useCalibrationWords()
  const common = useCommon()
  const textOf = useTextOf()
  const navigate = useNavigate()
  const { user, programs } = useSession()
  const form = useForm({
    mode: 'controlled',
    initialValues: {
      program: programs[0]?.id ?? '',
      name: '',
      scorecard: '',
      conversations: [] as string[],
      raters: [user.id],
      due: '',
    },
    validate: {
      name: (name) => (name.trim() ? null : t('nameMissing')),
      scorecard: (scorecard) => (scorecard ? null : t('formMissing')),
      conversations: (chosen) => (chosen.length >= 3 && chosen.length <= 5 ? null : t('conversationsWrong')),
      raters: (raters) => (raters.length >= 2 ? null : t('ratersWrong')),
    },
  })
  const { program, conversations } = form.values
  const { data: forms } = api.useQuery('get', '/api/scorecards', { params: { query: { program, state: 'published' } } })
  const make = api.useMutation('post', '/api/calibrations', {
    onSuccess: (session) => {
      void queries.invalidateQueries({ queryKey: ['get', '/api/calibrations'] })
      tellDone(t('opened'))
      void navigate({ to: '/calibrations/$id', params: { id: session.id } })
    },
  })
  const send = form.onSubmit(({ due, ...body }) =>
    make.mutate({ body: { ...body, name: body.name.trim(), ...(due && { due_ms: (dayEnd(due) ?? 0) - 1 }) } }),
  )
  return (
    <Paper component="section" aria-label={t('design')}>
      <Title order={2} size="h4" mb="md">
        {t('design')}
      </Title>
      <form noValidate onSubmit={send}>
        <SimpleGrid cols={{ base: 1, md: 2 }} spacing="xl">
          <Stack gap="md">
            {programs.length > 1 && (
              <ProgramSelect
                {...form.getInputProps('program')}
                onChange={(value) =>
                  form.setValues({ program: value ?? '', scorecard: '', conversations: [], raters: [user.id] })
                }
              />
            )}
            <TextInput
              label={t('nameLabel')}
              placeholder={t('namePlaceholder')}
              required
              {...form.getInputProps('name')}
            />
            <Select
              label={t('formLabel')}
              description={t('formAbout')}
              required
              data={(forms ?? []).map((one) => ({ value: one.name, label: textOf(one.title) || one.name }))}
              {...form.getInputProps('scorecard')}
            />
            <ReviewerChoice
              program={program}
              label={t('raters')}
              description={t('ratersAbout')}
              required
              {...form.getInputProps('raters')}
            />
            <DayInput label={t('dueLabel')} maw={240} minDate={dateOf(Date.now())} {...form.getInputProps('due')} />
          </Stack>
          <PickConversations
            key={program}
            program={program}
            chosen={conversations}
            error={form.errors.conversations}
            onChange={(chosen) => form.setFieldValue('conversations', chosen)}
          />
        </SimpleGrid>
        {make.error && <ProblemNote problem={make.error} />}
        <Group justify="space-between" mt="md">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit" loading={make.isPending}>
            {t('open')}
          </Button>
        </Group>
      </form>
    </Paper>
  )
}
