import { Checkbox, Stack, Text } from '@mantine/core'
import { DayInput } from '~/ui/DayInput'
import { useCommon } from '~/words/common'
import { useReviewers } from './people'
import type { DesignForm } from './SampleWizard'
import { useSampleWords } from './sampleWords'
import { dateOf } from './sampling'

/** Third step: who shares the reviews, and until when. */
export function SampleWho({ form }: { form: DesignForm }) {
  const t = useSampleWords()
  const common = useCommon()
  const reviewers = useReviewers(form.values.program)
  return (
    <Stack gap="md" maw={520}>
      <Checkbox.Group label={t('reviewers')} description={t('reviewersAbout')} {...form.getInputProps('reviewers')}>
        <Stack gap="xs" mt="xs">
          {reviewers.map((user) => (
            <Checkbox
              key={user.id}
              value={user.id}
              label={
                <>
                  {user.name}{' '}
                  <Text span size="xs" c="dimmed">
                    {common(`role.${user.role}` as 'role.analyst')}
                  </Text>
                </>
              }
            />
          ))}
        </Stack>
      </Checkbox.Group>
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
