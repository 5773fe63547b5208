import { Text } from '@mantine/core'
import { EvidenceCard } from '~/ui/EvidenceCard'
import { words } from '~/words/i18n'
import { day } from '~/words/say'
import type { Kind, Moment } from './moments'
import { Phrase } from './Phrase'
import { Quote } from './Quote'
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
    searched: 'Searched: turns {{from}} to {{until}}; it was not there.',
  },
  {
    customer: '客户，第 {{turn}} 轮',
    agent: '坐席，第 {{turn}} 轮',
    other: '第 {{turn}} 轮',
    calledFor: '需要这样做的时机',
    after: '随后的应答',
    searched: '已查找第 {{from}} 至 {{until}} 轮，没有出现。',
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
      quote={<Quote text={moment.quote} mark={moment.mark} />}
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
          {moment.answers.length > 0 && (
            <Text size="xs" c="dimmed" mt={6}>
              {t('after')}
            </Text>
          )}
          {moment.answers.map((answer) => (
            <Text key={answer.turn} size="sm" lang={answer.language}>
              <Quote text={answer.text} most={160} />
            </Text>
          ))}
          {moment.searched && (
            <Text size="xs" c="dimmed" mt={6}>
              {t('searched', { from: moment.searched[0] + 1, until: moment.searched[1] + 1 })}
            </Text>
          )}
          <Phrase behaviour={moment.behaviour} language={moment.language} />
        </>
      )}
    </EvidenceCard>
  )
}
