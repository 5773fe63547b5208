import { Text } from '@mantine/core'
import { IconMessage2 } from '@tabler/icons-react'
import { words } from '~/words/i18n'
import type { Mark } from '../reading/marks'
import { useReading } from '../reading/Reading'
import classes from './SayInstead.module.css'
import { useBehaviour } from './useBehaviour'

const useWords = words(
  'sayInstead',
  {
    against: 'Say instead, for example',
    missed: 'Could have been said, for example',
    for: 'Other ways to say it',
    neutral: 'Words that help',
  },
  { against: '可以改说，例如', missed: '当时可以说，例如', for: '也可以这样说', neutral: '有帮助的话' },
)

/** Words that would have helped, in the language of the conversation. */
export function SayInstead({ mark, most = 3 }: { mark: Mark; most?: number }) {
  const t = useWords()
  const { whole } = useReading()
  const { data } = useBehaviour(mark.behaviour)
  const language = whole.conversation.language === 'zh' ? 'zh' : 'en'
  const phrases = data?.say[language].slice(0, most) ?? []
  if (phrases.length === 0) return null
  return (
    <span className={classes.box}>
      <Text span size="xs" fw={600} c="var(--for)" className={classes.head}>
        <IconMessage2 size={14} aria-hidden /> {t(mark.polarity)}
      </Text>
      {phrases.map((phrase) => (
        <Text span size="sm" key={phrase} lang={language} className={classes.phrase}>
          {phrase}
        </Text>
      ))}
    </span>
  )
}
