import { Anchor, Group, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/api/session'
import { useCommon } from '~/words/common'
import classes from './Dialogue.module.css'
import { dialogue } from './library'
import { useBehaviourWords } from './words'

/** An example as a small conversation; the turn that is meant stands out. */
export function Dialogue({
  text,
  language,
  keep,
}: {
  text: string
  language: 'en' | 'zh'
  /** What else the address of the playground says. */
  keep?: Record<string, string>
}) {
  const common = useCommon()
  const say = useBehaviourWords()
  const player = useMay('administrator', 'manager', 'lead', 'analyst', 'coach', 'agent')
  const turns = dialogue(text)
  const label = (who: string) =>
    who === 'agent'
      ? common('agent')
      : who === 'customer'
        ? common('customer')
        : who === 'event'
          ? ''
          : common('system')
  const typed = turns
    .filter((turn) => turn.who === 'agent' || turn.who === 'customer')
    .map((turn) =>
      language === 'zh'
        ? `${turn.who === 'agent' ? '客服' : '客户'}：${turn.text}`
        : `${turn.who === 'agent' ? 'Agent' : 'Customer'}: ${turn.text}`,
    )
    .join('\n')
  return (
    <div className={classes.dialogue}>
      {turns.map((turn, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a turn is its place
        <Text key={index} size="sm" data-meant={turn.meant || undefined} className={classes.turn}>
          <Text span size="xs" c="dimmed" mr={6}>
            {label(turn.who)}
          </Text>
          <span lang={language}>{turn.text}</span>
        </Text>
      ))}
      {player && typed && (
        <Group justify="flex-end">
          <Anchor
            size="xs"
            renderRoot={(props) => <Link {...props} to="/playground" search={{ ...keep, text: typed }} />}
          >
            {say('tryThis')}
          </Anchor>
        </Group>
      )}
    </div>
  )
}
