import { Button, Group, Tooltip } from '@mantine/core'
import { useTextOf } from '~/words/say'
import type { FormItem, Given } from './draft'
import { isOption, type Option, optionsOf } from './scale'
import { useReviewingWords } from './words'

/** The answers that an item allows, as buttons: keys of the page stay free while one of them has the focus. */
export function Choices({
  item,
  given,
  onAnswer,
}: {
  item: FormItem
  given: Given | undefined
  onAnswer: (given: Given) => void
}) {
  const t = useReviewingWords()
  const textOf = useTextOf()
  const label = ({ label: what }: Option) => {
    if (what === 'yes' || what === 'no' || what === 'na') return t(what)
    if ('share' in what) return t('share', { share: what.share })
    return 'step' in what ? String(what.step) : textOf(what.choice)
  }
  return (
    <Group gap={4} role="group" aria-label={`${t('answers')}: ${textOf(item.text)}`}>
      {optionsOf(item).map((option) => {
        const chosen = isOption(option, given)
        const anchor = textOf(option.anchor)
        const button = (
          <Button
            key={option.key}
            size="compact-sm"
            variant={chosen ? 'filled' : 'default'}
            aria-pressed={chosen}
            aria-label={option.label === 'na' ? t('naLong') : anchor ? `${label(option)}: ${anchor}` : undefined}
            onClick={() => onAnswer({ reason: given?.reason, text: given?.text, ...option.given, agrees: undefined })}
          >
            {label(option)}
          </Button>
        )
        return anchor ? (
          <Tooltip key={option.key} label={anchor}>
            {button}
          </Tooltip>
        ) : (
          button
        )
      })}
    </Group>
  )
}
