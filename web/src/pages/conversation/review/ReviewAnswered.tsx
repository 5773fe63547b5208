import { Group, Stack, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { useTextOf } from '~/words/say'
import { DisputeItem } from '../dispute/DisputeItem'
import classes from '../scorecard/Item.module.css'
import { ItemBadges } from '../scorecard/ItemBadges'
import { draftOf, machineSays } from './draft'
import { FormSections } from './FormSections'
import { useGivenWords } from './useGivenWords'
import { useReviewingWords } from './words'

/** The answers of a review as they stand, beside the machine's where somebody answered otherwise. */
export function ReviewAnswered({
  review,
  sections,
}: {
  review: Of<'ReviewWhole'>
  sections: readonly Of<'FormSectionOut'>[]
}) {
  const t = useReviewingWords()
  const textOf = useTextOf()
  const givenWords = useGivenWords()
  const draft = draftOf(review.answers)
  const submitted = review.state === 'submitted'
  return (
    <FormSections sections={sections}>
      {(item) => {
        const answer = review.answers.find((one) => one.item === item.item)
        const machine = review.machine?.find((one) => one.item === item.item)
        const theirs = machineSays(machine)
        const given = answer?.agrees && !answer.na && answer.share == null ? theirs : draft[item.item]
        return (
          <div key={item.item} className={classes.item}>
            <Stack gap={4}>
              <Text size="sm">{textOf(item.text)}</Text>
              <Group gap={8}>
                {answer && (
                  <Text size="sm" fw={600}>
                    {givenWords(given, item)}
                  </Text>
                )}
                {answer?.by === 'machine' && submitted && (
                  <Text size="xs" c="dimmed">
                    {t('byMachine')}
                  </Text>
                )}
                {answer && !answer.agrees && theirs && (
                  <Text size="xs" c="var(--missed)">
                    {t('machine')}: {givenWords(theirs, item)}
                  </Text>
                )}
                <ItemBadges critical={item.critical} errorClass={item.class} />
              </Group>
              {answer?.text && item.scale === 'text' && <Text size="sm">{answer.text}</Text>}
              {answer?.reason && (
                <Text size="xs" c="dimmed">
                  {t('why')}: {answer.reason}
                </Text>
              )}
              {submitted && <DisputeItem item={item.item} review={review.id} />}
            </Stack>
          </div>
        )
      }}
    </FormSections>
  )
}
