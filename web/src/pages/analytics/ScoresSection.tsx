import { Stack } from '@mantine/core'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { Accuracy } from './Accuracy'
import { Breakdown } from './Breakdown'
import { StandingsByGroup } from './StandingsByGroup'

const useWords = words(
  'analyticsScores',
  {
    mean: 'How high are the scores, and how sure is that?',
    meanAbout:
      'Mean of the machine’s scores, 0–100. Conversations with insufficient evidence have no score and are not in it.',
    standings: 'How do conversations stand against the pass mark?',
    standingsAbout:
      'Parts of all that were evaluated. “Insufficient evidence” is a part of its own, never a low score; a proposed fail waits for a person.',
    accuracy: 'How many conversations are free of critical errors?',
    accuracyAbout:
      'Four classes by whom an error harms. They are never averaged into one number: a rare error against the law is not made good by many small things done well.',
  },
  {
    mean: '得分有多高，有多可靠？',
    meanAbout: '机器评分的平均值，0–100 分。依据不足的会话没有得分，不计入。',
    standings: '会话达到合格线的情况如何？',
    standingsAbout: '占全部已评会话的比例。“依据不足”单独列出，绝不当作低分；“建议判为不合格”须由人工确认。',
    accuracy: '有多少会话没有关键差错？',
    accuracyAbout: '按差错损害谁分为四类，绝不平均成一个数：一次违法违规的差错，不会被许多做得好的小事抵消。',
  },
)

/** Scores: the mean, how conversations stand, and accuracy in four classes that stay apart. */
export function ScoresSection() {
  const t = useWords()
  return (
    <Stack gap="md">
      <Panel title={t('mean')} about={t('meanAbout')}>
        <Breakdown measure="score" />
      </Panel>
      <Panel title={t('standings')} about={t('standingsAbout')}>
        <StandingsByGroup />
      </Panel>
      <Panel title={t('accuracy')} about={t('accuracyAbout')}>
        <Accuracy />
      </Panel>
    </Stack>
  )
}
