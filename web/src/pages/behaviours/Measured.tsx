import { Alert, Group, Stack, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { IntervalBar } from '~/ui/IntervalBar'
import { useCommon } from '~/words/common'
import { useLanguage, words } from '~/words/i18n'
import { percent } from '~/words/say'
import { Sign } from './BehaviourRow'
import { useBehaviourWords } from './words'

const useWords = words(
  'measured',
  {
    rulesOnly: 'Rules work alone here; nothing was measured.',
    none: 'Nothing was measured in {{language}}.',
    notThere: 'It is not looked for in {{language}}.',
    precision: 'Of findings, so many are right',
    recall: 'Of what is there, so much is found',
    marks: 'Marks, the surest findings: so many are right',
    few_labels:
      'Every finding is a hint: {{labels}} labelled examples are too few to measure on. A hint counts only where a person confirms it.',
    below_gate:
      'Every finding is a hint: too few are right for a mark, which needs {{gate}}. A hint counts only where a person confirms it.',
    some: 'The surest findings are marks and count; a mark needs {{gate}} right. The others are hints.',
  },
  {
    rulesOnly: '此处只用规则，未做测量。',
    none: '在{{language}}中未做测量。',
    notThere: '不在{{language}}中查找此行为。',
    precision: '发现之中，判对的比例',
    recall: '实际存在的，被找到的比例',
    marks: '最有把握的发现（标记）中，判对的比例',
    few_labels: '全部发现都只是提示：标注样本仅 {{labels}} 个，不足以测量。提示经人工确认后才计入。',
    below_gate: '全部发现都只是提示：判对的比例未达到标记所需的 {{gate}}。提示经人工确认后才计入。',
    some: '最有把握的发现作为标记计入，标记须有 {{gate}} 判对；其余为提示。',
  },
)

function Head({ head }: { head: Of<'HeadOut'> }) {
  const t = useWords()
  const say = useBehaviourWords()
  const { findings, marks } = head
  const line = (label: string, value: number | null | undefined, interval: number[], n: number) => (
    <div>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <IntervalBar value={value} interval={interval} n={n} />
    </div>
  )
  const gate = percent(head.gate)
  return (
    <Stack gap={6}>
      <Group gap={6}>
        <Sign polarity={head.polarity} size={16} />
        <Text size="xs">{say(`polarity.${head.polarity as '+'}`)}</Text>
      </Group>
      {marks && line(t('marks'), marks.precision, marks.precision_interval, marks.right + marks.wrong)}
      {line(t('precision'), findings.precision, findings.precision_interval, findings.right + findings.wrong)}
      {line(t('recall'), findings.recall, findings.recall_interval, findings.right + findings.missed)}
      <Alert variant="light" color={head.hint_only ? 'yellow' : 'gray'} p="xs">
        <Text size="sm">
          {head.hint_only === 'few_labels'
            ? t('few_labels', { labels: head.labels })
            : head.hint_only
              ? t('below_gate', { gate })
              : t('some', { gate })}
        </Text>
      </Alert>
    </Stack>
  )
}

/** How sure findings of a behaviour are, by language: measured on labelled conversations, with interval and n. */
export function Measured({ behaviour }: { behaviour: Of<'BehaviourBriefOut'> }) {
  const t = useWords()
  const common = useCommon()
  const language = useLanguage()
  const { measured } = behaviour
  if (!measured) return <Text size="sm">{t('rulesOnly')}</Text>
  const order = language === 'zh' ? (['zh', 'en'] as const) : (['en', 'zh'] as const)
  return (
    <Stack gap="md">
      {order.map((one) => (
        <div key={one}>
          <Text fw={650} size="sm" mb={4}>
            {common(`language.${one}`)}
          </Text>
          {!behaviour.languages.includes(one) ? (
            <Text size="sm" c="dimmed">
              {t('notThere', { language: common(`language.${one}`) })}
            </Text>
          ) : measured[one].length === 0 ? (
            <Text size="sm" c="dimmed">
              {t('none', { language: common(`language.${one}`) })}
            </Text>
          ) : (
            <Stack gap="sm">
              {measured[one].map((head) => (
                <Head key={head.polarity} head={head} />
              ))}
            </Stack>
          )}
        </div>
      ))}
    </Stack>
  )
}
