import { Alert, Badge, Group, List, Paper, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { Of } from '~/api/client'
import { useCommon } from '~/words/common'
import { LinedText } from '../scorecards/builder/LinedText'
import { Dialogue } from './Dialogue'
import { PatternHelp } from './PatternHelp'
import { usePlayWords } from './playwords'

/** A rule of one's own: its text with mistakes by line, its examples tested live, how patterns are written. */
export function OwnRule({
  rule,
  onRule,
  tried,
  times,
  children,
}: {
  rule: string
  /** None: the rule can only be read. */
  onRule?: (rule: string) => void
  tried?: Of<'TriedRulesOut'> | null
  /** How often it was found in the conversation. */
  times?: number
  /** What stands above the text. */
  children?: ReactNode
}) {
  const t = usePlayWords()
  const common = useCommon()
  const [goTo, setGoTo] = useState<{ line: number; at: number }>()
  const mistakes = tried?.mistakes ?? []
  const failed = tried?.examples.filter((example) => !example.passed) ?? []
  const wrong = new Set([...mistakes.flatMap((one) => one.line ?? []), ...failed.map((one) => one.line)])
  return (
    <Stack gap="sm">
      {children}
      <LinedText label={t('rule')} value={rule} onTyped={onRule} wrong={wrong} goTo={goTo} rows={22} />
      <div role="status">
        {mistakes.length > 0 && (
          <Alert
            color="yellow"
            variant="light"
            icon={<IconAlertTriangle aria-hidden />}
            title={t('mistakes', { count: mistakes.length })}
          >
            <List size="sm">
              {mistakes.map((mistake) => (
                <List.Item key={`${mistake.line} ${mistake.message}`}>
                  <UnstyledButton
                    style={{ fontSize: 'inherit', textDecoration: 'underline' }}
                    onClick={() => mistake.line && setGoTo({ line: mistake.line, at: Date.now() })}
                  >
                    {mistake.line ? `${t('line', { n: mistake.line })}: ` : ''}
                    {mistake.message}
                  </UnstyledButton>
                </List.Item>
              ))}
            </List>
          </Alert>
        )}
        {tried && tried.examples.length > 0 && (
          <Group gap={6} mt="xs" c={failed.length ? 'var(--against)' : 'var(--for)'}>
            {failed.length ? <IconX size={16} aria-hidden /> : <IconCheck size={16} aria-hidden />}
            <Text size="sm" fw={600} c="inherit">
              {t('passed', { passed: tried.passed, n: tried.examples.length })}
            </Text>
          </Group>
        )}
        {times !== undefined && mistakes.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('inConversation', { count: times })}
          </Text>
        )}
      </div>
      {tried?.examples.map((example) => (
        <Paper key={`${example.line} ${example.example}`} p="xs">
          <Group gap={6} mb={4}>
            {example.passed ? (
              <IconCheck size={16} aria-label={common('yes')} style={{ color: 'var(--for)' }} />
            ) : (
              <IconX size={16} aria-label={common('no')} style={{ color: 'var(--against)' }} />
            )}
            <Badge color="gray" c="var(--mantine-color-text)">
              {t(example.fires ? 'fires' : 'silent')}
            </Badge>
            <UnstyledButton
              style={{ fontSize: 'var(--mantine-font-size-xs)', textDecoration: 'underline' }}
              onClick={() => setGoTo({ line: example.line, at: Date.now() })}
            >
              {t('line', { n: example.line })}
            </UnstyledButton>
          </Group>
          <Dialogue
            keep={{ rule: '1' }}
            text={example.example}
            language={/[\u3400-\u9fff]/.test(example.example) ? 'zh' : 'en'}
          />
          {example.failure && (
            <Text size="sm" c="var(--against)" mt={4}>
              {example.failure}
            </Text>
          )}
          {example.found.length > 0 && (
            <Text size="xs" c="dimmed" mt={2}>
              {t('found', { quote: example.found.map((one) => one.quote).join(' · ') })}
            </Text>
          )}
        </Paper>
      ))}
      <PatternHelp />
    </Stack>
  )
}
