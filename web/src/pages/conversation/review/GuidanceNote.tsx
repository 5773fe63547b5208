import { Button, Collapse, List, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconInfoCircle } from '@tabler/icons-react'
import { useLanguage } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import type { FormItem } from './draft'
import { guidanceOf } from './guidance'
import { useReviewingWords } from './words'

/** What counts for a question and what does not, and what its steps mean; closed until somebody wants it. */
export function GuidanceNote({ item }: { item: FormItem }) {
  const t = useReviewingWords()
  const textOf = useTextOf()
  const language = useLanguage()
  const [opened, { toggle }] = useDisclosure(false)
  const guidance = guidanceOf(item.guidance, language)
  const anchors = Object.entries(item.anchors)
  if (!guidance && anchors.length === 0) return null
  const list = (title: string, texts: string[]) =>
    texts.length > 0 && (
      <div>
        <Text span size="xs" fw={600}>
          {title}
        </Text>
        <List size="xs">
          {texts.map((text) => (
            <List.Item key={text}>{text}</List.Item>
          ))}
        </List>
      </div>
    )
  return (
    <div>
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        px={0}
        aria-expanded={opened}
        leftSection={<IconInfoCircle size={14} aria-hidden />}
        onClick={toggle}
      >
        {t('counts')}
      </Button>
      <Collapse expanded={opened}>
        {guidance?.note && <Text size="xs">{guidance.note}</Text>}
        {list(t('good'), guidance?.good ?? [])}
        {list(t('bad'), guidance?.bad ?? [])}
        {anchors.map(([step, text]) => (
          <Text size="xs" key={step}>
            <b>{step}</b> {textOf(text)}
          </Text>
        ))}
      </Collapse>
    </div>
  )
}
