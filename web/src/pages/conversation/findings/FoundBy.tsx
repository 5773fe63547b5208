import { Badge, Code, Group, Stack, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { IntervalBar } from '~/ui/IntervalBar'
import { words } from '~/words/i18n'
import { percent } from '~/words/say'
import type { Finding } from '../reading/marks'
import { useReading } from '../reading/Reading'

const useWords = words(
  'foundBy',
  {
    how: 'How it was found',
    rule: 'by a rule',
    model: 'by weights learned from labelled conversations',
    both: 'by a rule and by learned weights',
    cue: 'Rule',
    confidence: 'Confidence {{percent}}',
    words: 'Words that counted',
    precision: 'Of marks like this, so many are right',
    unmeasured: 'How often marks like this are right was not measured yet.',
  },
  {
    how: '依据',
    rule: '由规则发现',
    model: '由标注会话学得的权重发现',
    both: '规则与学得的权重一致发现',
    cue: '规则',
    confidence: '把握 {{percent}}',
    words: '起作用的词语',
    precision: '这类标记的准确率',
    unmeasured: '这类标记的准确率尚未测量。',
  },
)

/** Which detector made a finding, by which rule, how sure it is, and how often its like is right on measured conversations. */
export function FoundBy({ finding, measured }: { finding: Finding; measured?: Of<'MeasuredOut'> | null }) {
  const t = useWords()
  const { whole } = useReading()
  const language = whole.conversation.language === 'zh' ? 'zh' : 'en'
  const head = measured?.[language].find(({ polarity }) => polarity === finding.polarity)
  const counts = finding.hint ? head?.findings : (head?.marks ?? head?.findings)
  const by = finding.detector === 'model' || finding.detector === 'both' ? finding.detector : 'rule'
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('how')}
      </Text>
      <Text size="sm">
        {t(by)} · {t('confidence', { percent: percent(finding.confidence) })}
      </Text>
      <Text size="sm">
        {t('cue')}: <Code>{finding.cue}</Code>
      </Text>
      {finding.words && finding.words.length > 0 && (
        <Group gap={4}>
          <Text size="sm">{t('words')}:</Text>
          {finding.words.map((word) => (
            <Badge key={word} color="gray" variant="outline" lang={language}>
              {word}
            </Badge>
          ))}
        </Group>
      )}
      {counts?.precision != null ? (
        <Group gap={8}>
          <Text size="sm">{t('precision')}:</Text>
          <IntervalBar
            value={counts.precision}
            interval={counts.precision_interval}
            n={counts.right + counts.wrong}
            width={90}
          />
        </Group>
      ) : (
        measured && (
          <Text size="sm" c="dimmed">
            {t('unmeasured')}
          </Text>
        )
      )}
    </Stack>
  )
}
