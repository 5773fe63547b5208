import { Stack, Text, Title } from '@mantine/core'
import { useMemo } from 'react'
import { useMay } from '~/api/session'
import { words } from '~/words/i18n'
import { useCourseWords } from '../course/words'
import { momentsOf } from '../reading/moments'
import { useReading } from '../reading/Reading'
import { MarkCard } from './MarkCard'
import { SayInstead } from './SayInstead'

const useWords = words(
  'inShort',
  {
    title: 'In short',
    wrong: 'Where it went wrong',
    better: 'What could have been better',
    well: 'What was done well',
    quiet: 'The customer’s words stay calm throughout.',
    clean: 'Nothing against the agent was found, and no moment was missed.',
  },
  {
    title: '要点',
    wrong: '问题出在哪里',
    better: '可以做得更好的地方',
    well: '做得好的地方',
    quiet: '客户用语始终平静。',
    clean: '没有发现扣分表现，也没有错失时机。',
  },
)

/** The few things that tell what happened: the customer's course, where it went wrong with words that would have helped, what was done well. */
export function InShort() {
  const t = useWords()
  const course = useCourseWords()
  const { whole, marks } = useReading()
  const own = useMay('agent')
  // People see their own strengths first, and so does everybody where it went well.
  const praised = own || whole.conversation.standing === 'pass'
  const { wrong, well } = useMemo(() => momentsOf(marks, whole), [marks, whole])
  const bad =
    wrong.length > 0 ? (
      <Stack key="bad" gap={6}>
        <Text size="sm" fw={600}>
          {wrong.some(({ polarity }) => polarity === 'against') ? t('wrong') : t('better')}
        </Text>
        {wrong.map((mark) => (
          <MarkCard key={mark.id} mark={mark}>
            <SayInstead mark={mark} most={1} />
          </MarkCard>
        ))}
      </Stack>
    ) : (
      <Text key="bad" size="sm">
        {t('clean')}
      </Text>
    )
  const good = well.length > 0 && (
    <Stack key="good" gap={6}>
      <Text size="sm" fw={600}>
        {t('well')}
      </Text>
      {well.map((mark) => (
        <MarkCard key={mark.id} mark={mark} />
      ))}
    </Stack>
  )
  return (
    <Stack gap="sm" component="section">
      <Title order={2} size="h5">
        {t('title')}
      </Title>
      {whole.episodes.length === 0 && <Text size="sm">{t('quiet')}</Text>}
      {whole.episodes.map(({ onset, peak, end, intensity, acknowledged, recovered }) => (
        <Text key={onset} size="sm">
          {[
            course('episode', { first: onset + 1, last: end + 1 }),
            course('peak', { turn: peak + 1, intensity }),
            acknowledged == null ? course('notAcknowledged') : course('acknowledged', { turn: acknowledged + 1 }),
            recovered == null ? course('notCalm') : course('calm', { turn: recovered + 1 }),
          ].join(' · ')}
        </Text>
      ))}
      {praised ? [good, bad] : [bad, good]}
    </Stack>
  )
}
