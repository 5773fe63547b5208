import { ActionIcon, Button, Group, NumberInput, Stack } from '@mantine/core'
import { IconPlus, IconTrash } from '@tabler/icons-react'
import type { Choice } from './model'
import { TypedLine } from './Typed'
import { useBuilderWords } from './words'

/** The answers of a question to choose among: texts in both languages, and what each earns. */
export function ChoicesEditor({
  choices,
  withShare,
  onChoices,
  error,
}: {
  choices: Choice[]
  withShare: boolean
  onChoices: (choices: Choice[]) => void
  error?: string
}) {
  const t = useBuilderWords()
  const change = (index: number, part: Partial<Choice>) =>
    onChoices(choices.map((one, at) => (at === index ? { ...one, ...part } : one)))
  const add = () => {
    const ids = new Set(choices.map((one) => one.id))
    let n = choices.length + 1
    while (ids.has(`answer_${n}`)) n++
    onChoices([...choices, { id: `answer_${n}`, text: { en: '', zh: '' }, share: withShare ? 0 : undefined }])
  }
  return (
    <Stack gap="xs">
      {choices.map((choice, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: ids may be the same while they are typed
        <Group key={index} align="flex-end" gap="xs" wrap="nowrap">
          <TypedLine
            label={t('id')}
            w={120}
            value={choice.id}
            onTyped={(id) => change(index, { id })}
            error={index === 0 ? error : undefined}
          />
          <TypedLine
            label={`${t('answer')} (English)`}
            style={{ flex: 1 }}
            lang="en"
            value={choice.text.en}
            onTyped={(en) => change(index, { text: { ...choice.text, en } })}
          />
          <TypedLine
            label={`${t('answer')}（中文）`}
            style={{ flex: 1 }}
            lang="zh"
            value={choice.text.zh}
            onTyped={(zh) => change(index, { text: { ...choice.text, zh } })}
          />
          {withShare && (
            <NumberInput
              label={t('choiceShare')}
              w={130}
              min={0}
              max={100}
              suffix=" %"
              allowDecimal={false}
              value={choice.share ?? ''}
              onChange={(value) => change(index, { share: value === '' ? undefined : Number(value) })}
            />
          )}
          <ActionIcon
            variant="subtle"
            color="red"
            mb={4}
            aria-label={`${t('remove')}: ${choice.id}`}
            onClick={() => onChoices(choices.filter((_, at) => at !== index))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button size="compact-sm" variant="subtle" leftSection={<IconPlus size={14} aria-hidden />} onClick={add}>
          {t('addChoice')}
        </Button>
      </Group>
    </Stack>
  )
}
