import { Button, Group, Paper, SimpleGrid, Stack, Text, Textarea, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type Of, queries } from '~/api/client'
import { useUserName } from '~/api/names'
import { answerWords } from '~/pages/reviews/answers'
import { useReviewWords } from '~/pages/reviews/words'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { day } from '~/words/say'
import { majority } from './agreed'
import { MACHINE } from './ItemGrid'
import { useConversationNames } from './useConversations'
import { useCalibrationWords } from './words'

/** What was agreed on a question and holds from now on: to write for whoever organises, to read for everybody. */
export function Guidance({
  session,
  item,
  told,
  scale,
  organiser,
}: {
  session: Of<'CalibrationWhole'>
  item: Of<'ItemAgreementOut'>
  told: Of<'ComparedOut'>
  scale: string | undefined
  organiser: boolean
}) {
  const t = useCalibrationWords()
  const common = useCommon()
  const userName = useUserName()
  const written = session.guidance.find((one) => one.item === item.item)
  const writes = organiser && session.state === 'locked'
  return (
    <Paper component="section" aria-label={t('guidance')} bg="var(--mantine-color-body)">
      <Group justify="space-between" mb="xs">
        <Title order={3} size="h6">
          {t('guidance')}
        </Title>
        {written && (
          <Text size="xs" c="dimmed">
            {t('guidanceBy', {
              name: userName(written.decided_by) ?? common('somebody'),
              day: day(written.decided_ms),
            })}
          </Text>
        )}
      </Group>
      {writes ? (
        <GuidanceForm session={session} item={item} told={told} scale={scale} />
      ) : written ? (
        <Stack gap={4}>
          <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-line' }}>
            {written.consensus}
          </Text>
          <Text style={{ whiteSpace: 'pre-line' }}>{written.text}</Text>
        </Stack>
      ) : (
        <Text size="sm" c="dimmed">
          {t(session.state === 'locked' ? 'guidanceWaits' : 'guidanceNone')}
        </Text>
      )}
    </Paper>
  )
}

/** The two texts; where nothing is written yet, the answers of most people are the proposal. */
function GuidanceForm({
  session,
  item,
  told,
  scale,
}: {
  session: Of<'CalibrationWhole'>
  item: Of<'ItemAgreementOut'>
  told: Of<'ComparedOut'>
  scale: string | undefined
}) {
  const t = useCalibrationWords()
  const reviews = useReviewWords()
  const nameOf = useConversationNames(told.conversations)
  const written = session.guidance.find((one) => one.item === item.item)
  const machineAt = told.raters.indexOf(MACHINE)
  const proposal = told.conversations
    .map((id, at) => {
      const said = majority((item.grid[at] ?? []).map((one) => one ?? null).filter((_, rater) => rater !== machineAt))
      return `${nameOf(id)}: ${said ? answerWords(said, scale, reviews) : ''}`
    })
    .join('\n')
  const form = useForm({
    mode: 'controlled',
    initialValues: { consensus: written?.consensus ?? proposal, text: written?.text ?? '' },
    validate: {
      consensus: (consensus) => (consensus.trim() ? null : t('guidanceMissing')),
      text: (text) => (text.trim() ? null : t('guidanceMissing')),
    },
  })
  const keep = api.useMutation('put', '/api/calibrations/{id}/guidance/{item}', {
    onSuccess: () => {
      tellDone(t('kept'))
      form.resetDirty()
      void queries.invalidateQueries({ queryKey: ['get', '/api/calibrations/{id}'] })
    },
  })
  const send = form.onSubmit((body) => keep.mutate({ params: { path: { id: session.id, item: item.item } }, body }))
  return (
    <form noValidate onSubmit={send}>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Textarea
          label={t('consensus')}
          description={t('consensusAbout')}
          autosize
          minRows={3}
          {...form.getInputProps('consensus')}
        />
        <Textarea label={t('text')} description={t('textAbout')} autosize minRows={3} {...form.getInputProps('text')} />
      </SimpleGrid>
      {keep.error && <ProblemNote problem={keep.error} />}
      <Group justify="flex-end" mt="sm">
        <Button type="submit" size="compact-md" loading={keep.isPending} disabled={!!written && !form.isDirty()}>
          {t('keep')}
        </Button>
      </Group>
    </form>
  )
}
