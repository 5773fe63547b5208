import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import { useFormWords } from '../words'
import type { Example } from './model'
import { TypedText } from './Typed'
import { useBuilderWords } from './words'

const ANSWERS = ['yes', 'no', 'partly', 'na', 'open'] as const

/** Dialogues with the answer that the machine must give. */
export function ExamplesEditor({
  examples,
  onExamples,
  error,
}: {
  examples: Example[]
  onExamples: (examples: Record<string, unknown>[]) => void
  error?: string
}) {
  const t = useBuilderWords()
  const say = useFormWords()
  // A share in percent is a number in the text, a word stays a word.
  const tell = (list: Example[]) =>
    onExamples(list.map((one) => ({ ...one, answer: /^\d+$/.test(one.answer) ? Number(one.answer) : one.answer })))
  const change = (index: number, part: Partial<Example>) =>
    tell(examples.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const words = (answer: string) => {
    if (answer === 'na') return say('answer.not_applicable')
    return /^\d+$/.test(answer) ? `${answer} %` : say(`answer.${answer as 'yes'}`)
  }
  return (
    <Stack gap="xs">
      <Text size="xs" c="dimmed">
        {t('examplesAbout')}
      </Text>
      {error && (
        <Text size="xs" c="var(--against)">
          {error}
        </Text>
      )}
      {examples.map((example, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: an example is its place
        <Group key={index} align="flex-start" gap="xs" wrap="nowrap">
          <TypedText
            aria-label={`${t('say')} ${index + 1}`}
            style={{ flex: 1 }}
            value={example.say}
            onTyped={(said) => change(index, { say: said })}
          />
          <Select
            aria-label={`${t('answer')} ${index + 1}`}
            w={140}
            allowDeselect={false}
            value={example.answer}
            data={[...new Set([...ANSWERS, example.answer])].map((one) => ({ value: one, label: words(one) }))}
            onChange={(answer) => answer && change(index, { answer })}
          />
          <ActionIcon
            variant="subtle"
            color="red"
            mt={4}
            aria-label={`${t('remove')}: ${t('say')} ${index + 1}`}
            onClick={() => tell(examples.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} aria-hidden />}
          onClick={() => tell([...examples, { say: 'C: … / A: …', answer: 'yes' }])}
        >
          {t('addExample')}
        </Button>
      </Group>
    </Stack>
  )
}
