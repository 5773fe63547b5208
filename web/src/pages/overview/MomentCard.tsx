import { Text } from '@mantine/core'
import { EvidenceCard } from '~/ui/EvidenceCard'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import { excerpt, type Kind, type Moment } from './moments'
import { Phrase } from './Phrase'
import { useSkills } from './useSkills'
import { useShared } from './words'

const useWords = words(
  'overview.moment',
  {
    customer: 'Customer, turn {{turn}}',
    agent: 'Agent, turn {{turn}}',
    other: 'Turn {{turn}}',
    calledFor: 'The moment that called for it',
    after: 'What was said then',
    nothing: 'Nothing was said then.',
  },
  {
    customer: '客户,第 {{turn}} 轮',
    agent: '坐席,第 {{turn}} 轮',
    other: '第 {{turn}} 轮',
    calledFor: '需要这样做的时机',
    after: '随后的应答',
    nothing: '随后没有应答。',
  },
)

/** A clip: the quote with its place; of a missed moment also what was said then, and words that would have fitted. */
export function MomentCard({ moment, kind }: { moment: Moment; kind: Kind }) {
  const t = useWords()
  const shared = useShared()
  const { behaviourName } = useSkills()
  const who = moment.party === 'customer' || moment.party === 'agent' ? moment.party : 'other'
  return (
    <EvidenceCard
      polarity={kind === 'done' ? 'for' : 'missed'}
      name={behaviourName(moment.behaviour)}
      quote={excerpt(moment.quote)}
      quoteLanguage={moment.language}
      conversation={moment.conversation}
      turn={moment.turn}
      where={shared('turn', { day: day(moment.startedMs), turn: moment.turn + 1 })}
    >
      {kind === 'missed' && (
        <>
          <Text size="xs" c="dimmed">
            {t('calledFor')} · {t(who, { turn: moment.turn + 1 })}
          </Text>
          <Text size="xs" c="dimmed" mt={6}>
            {moment.answers.length > 0 ? t('after') : t('nothing')}
          </Text>
          {moment.answers.map((answer) => (
            <Text key={answer.turn} size="sm" lang={answer.language}>
              {excerpt(answer.text, 160)}
            </Text>
          ))}
          <Phrase behaviour={moment.behaviour} language={moment.language} />
        </>
      )}
    </EvidenceCard>
  )
}
