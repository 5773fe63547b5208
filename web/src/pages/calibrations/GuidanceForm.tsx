import { Button, Group, SimpleGrid, Textarea } from '@mantine/core'
import { useForm } from '@mantine/form'
import { api, type Of, queries } from '~/api/client'
import { answerWords } from '~/pages/reviews/answers'
import { useReviewWords } from '~/pages/reviews/words'
import { ProblemNote, tellDone } from '~/ui/Problem'
import { majority } from './agreed'
import { MACHINE } from './ItemGrid'
import { useConversationNames } from './useConversationNames'
import { useCalibrationWords } from './words'

/** The two texts; where nothing is written yet, the answers of most people are the proposal. */
export function GuidanceForm({
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
