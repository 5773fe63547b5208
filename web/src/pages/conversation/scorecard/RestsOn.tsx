import { Anchor, Group, Stack, Text } from '@mantine/core'
import { useAddress } from '~/search'
import { words } from '~/words/i18n'
import { DisputeItem } from '../dispute/DisputeItem'
import type { Mark } from '../reading/marks'
import { useReading } from '../reading/Reading'
import { AnswerMark } from './AnswerMark'
import { proofsOf, restsOn } from './proof'

const useWords = words(
  'restsOn',
  {
    title: 'Counts on the scorecard for',
    nothing: 'No answer of the scorecard rests on it.',
    signal: 'A signal of the customer. Nobody is scored by it.',
  },
  { title: '影响的评分项', nothing: '评分表中没有答案以此为依据。', signal: '客户信号，不用于给任何人评分。' },
)

/** The answers of the scorecard that rest on a mark, with what an agent or lead can do about them. */
export function RestsOn({ mark }: { mark: Mark }) {
  const t = useWords()
  const { whole } = useReading()
  const { change } = useAddress()
  const items = (whole.evaluation?.sections ?? [])
    .flatMap((section) => section.items)
    .filter((item) => restsOn(proofsOf(item.evidence), mark.id))
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {mark.polarity === 'neutral' ? t('signal') : t('nothing')}
      </Text>
    )
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('title')}
      </Text>
      {items.map((item) => (
        <Stack key={item.item} gap={4}>
          <Group gap={8} justify="space-between" wrap="nowrap" align="flex-start">
            <Anchor component="button" size="sm" ta="start" onClick={() => change({ tab: 'scorecard' })}>
              {item.text}
            </Anchor>
            <AnswerMark answer={item.answer} />
          </Group>
          <DisputeItem item={item.item} mark={mark.id} />
        </Stack>
      ))}
    </Stack>
  )
}
