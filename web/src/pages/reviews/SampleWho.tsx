import { Stack } from '@mantine/core'
import { DayInput } from '~/ui/DayInput'
import { ReviewerChoice } from './ReviewerChoice'
import type { DesignForm } from './SampleWizard'
import { useSampleWords } from './sampleWords'
import { dateOf } from './sampling'

/** Third step: who shares the reviews, and until when. */
export function SampleWho({ form }: { form: DesignForm }) {
  const t = useSampleWords()
  return (
    <Stack gap="md" maw={520}>
      <ReviewerChoice
        program={form.values.program}
        label={t('reviewers')}
        description={t('reviewersAbout')}
        {...form.getInputProps('reviewers')}
      />
      <DayInput
        label={t('due')}
        description={t('dueAbout')}
        maw={240}
        minDate={dateOf(Date.now())}
        {...form.getInputProps('due')}
      />
    </Stack>
  )
}
