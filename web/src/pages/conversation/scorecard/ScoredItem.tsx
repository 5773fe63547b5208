import { Collapse, Group, Stack, Text, UnstyledButton } from '@mantine/core'
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react'
import { useEffect, useRef, useState } from 'react'
import type { Of } from '~/api/client'
import { percent, points as say } from '~/words/say'
import { DisputeItem } from '../dispute/DisputeItem'
import { useReading } from '../reading/Reading'
import { AnswerMark } from './AnswerMark'
import classes from './Item.module.css'
import { ItemBadges } from './ItemBadges'
import { ProofList } from './ProofList'
import { proofsOf, restsOn } from './proof'
import { useFormWords, useScorecardWords } from './words'

/** Answers that somebody should look at are open from the beginning. */
const calls = ({ answer, to_confirm, critical }: Of<'ItemOut'>) =>
  to_confirm || answer === 'no' || answer === 'partly' || (critical && answer === 'open')

/** A question of the form with the machine's answer; opened, with what it rests on. */
export function ScoredItem({ item }: { item: Of<'ItemOut'> }) {
  const t = useScorecardWords()
  const words = useFormWords()
  const { selected } = useReading()
  const proofs = proofsOf(item.evidence)
  const meant = selected !== undefined && restsOn(proofs, selected.id)
  const [chosen, choose] = useState<boolean>()
  const opened = chosen ?? (calls(item) || meant)
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (meant) place.current?.scrollIntoView({ block: 'nearest' })
  }, [meant])
  const detail =
    item.answer === 'partly' && item.share != null
      ? percent(item.share)
      : item.of
        ? t('taken', { taken: item.taken ?? 0, of: item.of })
        : undefined
  const why = words.why(item.why)
  return (
    <div ref={place} className={classes.item} data-meant={meant || undefined}>
      <UnstyledButton className={classes.head} aria-expanded={opened} onClick={() => choose(!opened)}>
        <Group gap={6} wrap="nowrap" align="flex-start">
          {opened ? <IconChevronDown size={16} aria-hidden /> : <IconChevronRight size={16} aria-hidden />}
          <Text span size="sm" style={{ flex: 1 }}>
            {item.text}
          </Text>
          {item.weight > 0 && (
            <Text span size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
              {item.points == null
                ? t('weight', { count: item.weight })
                : t('points', { points: say(item.points), weight: item.weight })}
            </Text>
          )}
        </Group>
        <Group gap={8} pl={22}>
          <AnswerMark answer={item.answer} detail={detail} />
          {why && (
            <Text span size="xs" c="dimmed">
              {why}
            </Text>
          )}
          {item.to_confirm && (
            <Text span size="xs" fw={600} c="var(--missed)">
              {t('toConfirm')}
              {item.hint && `: ${t('hintOnly')}`}
            </Text>
          )}
          <ItemBadges critical={item.critical} errorClass={item.class} />
        </Group>
      </UnstyledButton>
      <Collapse expanded={opened}>
        <Stack gap={6} pl={22} pt={6}>
          <ProofList proofs={proofs} />
          <DisputeItem item={item.item} />
        </Stack>
      </Collapse>
    </div>
  )
}
