import { Anchor, Badge, Group, Text, Tooltip } from '@mantine/core'
import { IconArrowsLeftRight } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession } from '~/api/session'
import { PolarityIcon, polarityOf } from '~/ui/polarity'
import { useCommon } from '~/words/common'
import { useLanguage } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import classes from './BehaviourRow.module.css'
import { type Brief, hintOnly } from './library'
import { useBehaviourWords } from './words'

/** The icon of a behaviour's polarity, with what it means for those who cannot see it. */
export function Sign({ polarity, size = 18 }: { polarity: string; size?: number }) {
  const say = useBehaviourWords()
  const words = say(`polarity.${polarity as '+'}`)
  return (
    <span role="img" aria-label={words} title={words} style={{ display: 'inline-flex', flex: 'none' }}>
      {polarity === '±' ? (
        <IconArrowsLeftRight size={size} aria-hidden style={{ color: 'var(--neutral)' }} />
      ) : (
        <PolarityIcon polarity={polarityOf(polarity)} size={size} />
      )}
    </span>
  )
}

/** The mark of a behaviour that is a program's own. */
export function OwnMark({ program }: { program: string | null | undefined }) {
  const say = useBehaviourWords()
  const { programs } = useSession()
  if (!program) return null
  return (
    <Tooltip label={say('ownAbout', { program: programs.find((one) => one.id === program)?.name ?? program })}>
      <Badge tabIndex={0}>{say('own')}</Badge>
    </Tooltip>
  )
}

/** A behaviour in the list: name, definition, and what one should know before relying on it. */
export function BehaviourRow({ behaviour }: { behaviour: Brief }) {
  const say = useBehaviourWords()
  const common = useCommon()
  const text = useTextOf()
  const language = useLanguage()
  const there = behaviour.languages.includes(language)
  return (
    <li className={classes.row}>
      <Sign polarity={behaviour.polarity} />
      <div style={{ flex: 1, minWidth: 0 }}>
        <Group gap={8}>
          <Anchor
            fw={600}
            size="sm"
            renderRoot={(props) => (
              <Link
                {...props}
                to="/behaviours/$id"
                params={{ id: behaviour.id }}
                search={behaviour.program ? { program: behaviour.program } : {}}
              />
            )}
          >
            {text(behaviour.name)}
          </Anchor>
          <OwnMark program={behaviour.program} />
          {behaviour.side === 'both' && (
            <Badge color="gray" c="var(--mantine-color-text)">
              {say('side.both')}
            </Badge>
          )}
          {behaviour.tier === 'extended' && (
            <Badge color="gray" c="var(--mantine-color-text)">
              {say('tier.extended')}
            </Badge>
          )}
          {!there ? (
            <Badge color="gray" c="var(--mantine-color-text)">
              {say('notThere', { language: common(`language.${language}`) })}
            </Badge>
          ) : (
            hintOnly(behaviour, language) && (
              <Tooltip label={say('hintOnlyAbout', { language: common(`language.${language}`) })}>
                <Badge style={{ color: 'var(--missed)', background: 'var(--missed-ground)' }} tabIndex={0}>
                  {say('hintOnly')}
                </Badge>
              </Tooltip>
            )
          )}
        </Group>
        <Text size="sm" c="dimmed" lineClamp={2}>
          {text(behaviour.definition)}
        </Text>
      </div>
    </li>
  )
}
