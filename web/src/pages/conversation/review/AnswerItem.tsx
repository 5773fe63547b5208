import { Button, Group, Kbd, Stack, Text, Textarea } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import { useTextOf } from '~/words/say'
import { useReading } from '../reading/Reading'
import classes from '../scorecard/Item.module.css'
import { ItemBadges } from '../scorecard/ItemBadges'
import { ProofList } from '../scorecard/ProofList'
import { proofsOf, restsOn } from '../scorecard/proof'
import { useFormWords, useScorecardWords } from '../scorecard/words'
import { Choices } from './Choices'
import { differs, type FormItem, type Given, type Lack, type Machine, machineSays, said } from './draft'
import { GuidanceNote } from './GuidanceNote'
import { useGivenWords } from './useGivenWords'
import { useReviewingWords } from './words'

/** One question to answer: what the machine says and on what it rests (unless blind), the person's answer, the reason where they differ. */
export function AnswerItem({
  item,
  given,
  machine,
  lack,
  active,
  onActive,
  onAnswer,
}: {
  item: FormItem
  given: Given | undefined
  /** None while blind. */
  machine: Machine | undefined
  lack?: Lack
  active: boolean
  onActive: () => void
  onAnswer: (given: Given) => void
}) {
  const t = useReviewingWords()
  const card = useScorecardWords()
  const form = useFormWords()
  const textOf = useTextOf()
  const givenWords = useGivenWords()
  const { selected } = useReading()
  const proofs = proofsOf(machine?.evidence ?? [])
  const meant = selected !== undefined && restsOn(proofs, selected.id)
  const theirs = machineSays(machine)
  const why = form.why(machine?.open ?? machine?.not_applicable)
  const otherwise = differs(given, machine)
  const place = useRef<HTMLFieldSetElement>(null)
  useEffect(() => {
    // What is pressed with the mouse stays under the mouse: moving it would lose the click.
    if (!active || place.current?.contains(document.activeElement)) return
    place.current?.scrollIntoView({ block: 'nearest' })
    place.current?.focus({ preventScroll: true })
  }, [active])
  useEffect(() => {
    if (meant) place.current?.scrollIntoView({ block: 'nearest' })
  }, [meant])
  return (
    <fieldset
      id={`item-${item.item}`}
      ref={place}
      tabIndex={-1}
      aria-label={textOf(item.text)}
      className={classes.item}
      style={{ margin: 0, minWidth: 0 }}
      data-active={active || undefined}
      data-meant={meant || undefined}
      data-lacking={lack !== undefined || undefined}
      onFocus={onActive}
    >
      <Stack gap={6}>
        <Group gap={6} wrap="nowrap" align="flex-start" justify="space-between">
          <Text size="sm" fw={600}>
            {textOf(item.text)}
          </Text>
          {item.weight > 0 && (
            <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {card('weight', { count: item.weight })}
            </Text>
          )}
        </Group>
        <Group gap={6}>
          <ItemBadges critical={item.critical} errorClass={item.class} />
        </Group>
        {machine && (
          <Group gap={8}>
            <Text size="xs" c="dimmed">
              {t('machine')}: <b>{givenWords(theirs, item)}</b>
              {why && ` (${why})`}
              {machine.to_confirm && ` · ${card('toConfirm')}`}
            </Text>
            {theirs && (
              <Button
                size="compact-xs"
                variant={given?.agrees && !said(given) ? 'filled' : 'default'}
                aria-pressed={(given?.agrees && !said(given)) ?? false}
                leftSection={<IconCheck size={14} aria-hidden />}
                rightSection={active ? <Kbd size="xs">y</Kbd> : undefined}
                onClick={() => onAnswer({ agrees: true, reason: given?.reason })}
              >
                {t('agree')}
              </Button>
            )}
          </Group>
        )}
        {proofs.length > 0 && <ProofList proofs={proofs} />}
        <Choices item={item} given={given} onAnswer={onAnswer} />
        {item.scale === 'text' && (
          <Textarea
            aria-label={`${t('inWords')}: ${textOf(item.text)}`}
            autosize
            minRows={2}
            value={given?.text ?? ''}
            onChange={(event) => onAnswer({ ...given, text: event.currentTarget.value, na: undefined })}
          />
        )}
        {otherwise && (
          <Textarea
            label={t('whyOtherwise')}
            required
            size="xs"
            autosize
            minRows={1}
            value={given?.reason ?? ''}
            onChange={(event) => onAnswer({ ...given, reason: event.currentTarget.value })}
          />
        )}
        {lack && (
          <Text size="xs" c="var(--missed)" fw={600}>
            {t(`lack.${lack}`)}
          </Text>
        )}
        <GuidanceNote item={item} />
      </Stack>
    </fieldset>
  )
}
