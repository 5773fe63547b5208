import { Button, Collapse, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { usePartyName } from '../reading/words'
import { dialogueOf } from './dialogue'
import classes from './Examples.module.css'

const useWords = words(
  'examples',
  { examples: 'Other examples', counts: 'Counts', doesNot: 'Does not count' },
  { examples: '其他例子', counts: '算', doesNot: '不算' },
)

const MOST = 2

/** A few dialogues in which the behaviour is found, and some that only look like it; closed until somebody wants them. */
export function Examples({ examples }: { examples: Of<'ExamplesOut'> }) {
  const t = useWords()
  const party = usePartyName()
  const { whole } = useReading()
  const [opened, { toggle }] = useDisclosure(false)
  const language = whole.conversation.language === 'zh' ? 'zh' : 'en'
  const { fires, silent } = examples[language]
  if (fires.length + silent.length === 0) return null
  const list = (title: string, dialogues: string[]) =>
    dialogues.length > 0 && (
      <div>
        <Text size="xs" fw={600} c="dimmed">
          {title}
        </Text>
        {dialogues.slice(0, MOST).map((dialogue) => (
          <div key={dialogue} className={classes.dialogue} lang={language}>
            {dialogueOf(dialogue).map(({ who, text, meant }) => (
              <Text size="sm" key={text} fw={meant ? 600 : undefined}>
                <Text span size="xs" c="dimmed">
                  {party(who)}{' '}
                </Text>
                {text}
              </Text>
            ))}
          </div>
        ))}
      </div>
    )
  return (
    <div>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        px={0}
        aria-expanded={opened}
        leftSection={opened ? <IconChevronDown size={15} aria-hidden /> : <IconChevronRight size={15} aria-hidden />}
        onClick={toggle}
      >
        {t('examples')}
      </Button>
      <Collapse expanded={opened}>
        <Stack gap="xs">
          {list(t('counts'), fires)}
          {list(t('doesNot'), silent)}
        </Stack>
      </Collapse>
    </div>
  )
}
