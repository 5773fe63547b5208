import { Anchor, Group, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api, type Of } from '~/api/client'
import { Empty } from '~/ui/Empty'
import { Standing } from '~/ui/Standing'
import { words } from '~/words/i18n'
import { points as say } from '~/words/say'
import { useReading } from '../reading/Reading'
import { ScoredItem } from './ScoredItem'

const useWords = words(
  'scorecardTab',
  {
    version: 'version {{version}}',
    earned: '{{earned}} of {{answered}} points that could be answered; the form has {{weight}}.',
    open_one: '{{count}} question is left to people.',
    open_other: '{{count}} questions are left to people.',
    confirm_one: '{{count}} answer is to be confirmed by a person.',
    confirm_other: '{{count}} answers are to be confirmed by a person.',
    none: 'No scorecard yet',
    noneAbout:
      'The conversation was not evaluated. That happens a moment after it comes in, where a form is published for its channel.',
    blind: 'Hidden while you score blind',
  },
  {
    version: '第 {{version}} 版',
    earned: '可评部分 {{answered}} 分中得 {{earned}} 分；评分表共 {{weight}} 分。',
    open_other: '{{count}} 题留给人工。',
    confirm_other: '{{count}} 个答案待人工确认。',
    none: '还没有评分',
    noneAbout: '此会话尚未评估。若该渠道已发布评分表，导入后很快就会评估。',
    blind: '盲评期间隐藏',
  },
)

const COUNT = (n: number) => say(n)

/** The form as the machine answered it: every section and question with its answer and what it rests on. */
export function ScorecardTab() {
  const t = useWords()
  const { whole, blind } = useReading()
  const { evaluation } = whole
  if (blind) return <Empty title={t('blind')} />
  if (!evaluation) return <Empty title={t('none')}>{t('noneAbout')}</Empty>
  const { points } = evaluation
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Group justify="space-between" gap="xs">
          <FormLink card={evaluation.scorecard} />
          <Standing score={evaluation.score} standing={evaluation.result} />
        </Group>
        <Text size="sm" c="dimmed">
          {t('earned', { earned: COUNT(points.earned), answered: points.answered, weight: points.weight })}{' '}
          {evaluation.open.length > 0 && t('open', { count: evaluation.open.length })}{' '}
          {evaluation.to_confirm.length > 0 && t('confirm', { count: evaluation.to_confirm.length })}
        </Text>
      </Stack>
      {evaluation.sections.map((section) => (
        <Stack key={section.section} gap={6} component="section">
          <Group justify="space-between">
            <Title order={3} size="h6">
              {section.name}
            </Title>
            {section.points.answered > 0 && (
              <Text size="xs" c="dimmed">
                {COUNT(section.points.earned)} / {section.points.answered}
              </Text>
            )}
          </Group>
          {section.items.map((item) => (
            <ScoredItem key={item.item} item={item} />
          ))}
        </Stack>
      ))}
    </Stack>
  )
}

/** The form's name with the way to its page, where it is kept. */
function FormLink({ card }: { card: Of<'CardOut'> }) {
  const t = useWords()
  const { data } = api.useQuery('get', '/api/scorecards', {}, { staleTime: 60_000 })
  const kept = data?.find(({ hash }) => hash === card.hash)
  const text = (
    <>
      {card.name}, {t('version', { version: card.version })}
    </>
  )
  if (!kept) return <Text fw={600}>{text}</Text>
  return (
    <Anchor fw={600} renderRoot={(props) => <Link {...props} to="/scorecards/$id" params={{ id: kept.id }} />}>
      {text}
    </Anchor>
  )
}
