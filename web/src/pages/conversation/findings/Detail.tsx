import { Anchor, Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconArrowLeft, IconLink, IconMessagePlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { PolarityIcon } from '~/ui/polarity'
import { words } from '~/words/i18n'
import { useTextOf } from '~/words/say'
import { useCopyTurn } from '../head/useCopyTurn'
import { useNotes } from '../notes/useNotes'
import type { Mark } from '../reading/marks'
import { useReading } from '../reading/Reading'
import { useMarkName } from '../reading/useMarkName'
import { usePartyName, useReadingWords } from '../reading/words'
import { RestsOn } from '../scorecard/RestsOn'
import { Examples } from './Examples'
import { FoundBy } from './FoundBy'
import { SayInstead } from './SayInstead'
import { useBehaviour } from './useBehaviour'
import { useQuoteOf } from './useQuoteOf'
import { WhyMissed } from './WhyMissed'

const useWords = words(
  'detail',
  {
    back: 'All findings',
    why: 'Why',
    matters: 'Why it matters',
    hintAbout: 'A hint: not sure enough to count until a person confirms it.',
    about: 'About this behaviour',
    copy: 'Copy link',
    comment: 'Comment',
    level: 'Level {{level}}',
  },
  {
    back: '全部发现',
    why: '理由',
    matters: '为什么重要',
    hintAbout: '提示：把握不足，经人工确认之前不计分。',
    about: '查看此行为',
    copy: '复制链接',
    comment: '写备注',
    level: '等级 {{level}}',
  },
)

/** Everything about one mark: its words, why it was marked, what could have been said, what rests on it, what to do about it. */
export function Detail({ mark }: { mark: Mark }) {
  const t = useWords()
  const shared = useReadingWords()
  const party = usePartyName()
  const textOf = useTextOf()
  const markName = useMarkName()
  const { whole, select, comment } = useReading()
  const { mayWrite } = useNotes()
  const { data } = useBehaviour(mark.behaviour)
  const copy = useCopyTurn()
  const { text, language, turn } = useQuoteOf()(mark)
  const speaker = whole.turns.find((one) => one.turn === turn)?.party ?? ''
  const { finding } = mark
  return (
    <Stack gap="sm">
      <Group justify="space-between">
        <Button
          size="compact-sm"
          variant="subtle"
          color="gray"
          leftSection={<IconArrowLeft size={15} aria-hidden />}
          onClick={() => select(undefined)}
        >
          {t('back')}
        </Button>
        <Text size="xs" c="dimmed">
          {shared('turn', { turn: turn + 1 })} · {party(speaker)}
        </Text>
      </Group>
      <Group gap={8} wrap="nowrap" align="flex-start">
        <PolarityIcon polarity={mark.polarity} size={22} />
        <Title order={2} size="h4" style={{ flex: 1 }}>
          {markName(mark)}
        </Title>
        {finding?.level != null && (
          <Badge color="gray" variant="outline">
            {t('level', { level: finding.level })}
          </Badge>
        )}
      </Group>
      {mark.hint && (
        <Text size="sm" c="dimmed">
          {t('hintAbout')}
        </Text>
      )}
      <Text
        component="blockquote"
        m={0}
        pl="sm"
        lang={language}
        style={{ borderInlineStart: `3px solid var(--${mark.opportunity ? 'missed' : mark.polarity})` }}
      >
        {text}
      </Text>
      {finding ? (
        <Text size="sm">
          <b>{t('why')}:</b> {finding.reason}
        </Text>
      ) : (
        <WhyMissed mark={mark} opportunity={data?.in_words} />
      )}
      {data && (
        <Text size="sm">
          <b>{t('matters')}:</b> {textOf(data.why)}
        </Text>
      )}
      <SayInstead mark={mark} />
      <RestsOn mark={mark} />
      {finding && <FoundBy finding={finding} measured={data?.measured} />}
      {data && <Examples examples={data.examples} />}
      <Group gap="xs">
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<IconLink size={15} aria-hidden />}
          onClick={() => copy(mark.turn, mark.id)}
        >
          {t('copy')}
        </Button>
        {mayWrite && (
          <Button
            size="compact-sm"
            variant="default"
            leftSection={<IconMessagePlus size={15} aria-hidden />}
            onClick={() => comment(finding ? { turn, start: finding.start, end: finding.end } : { turn })}
          >
            {t('comment')}
          </Button>
        )}
        <Anchor
          size="sm"
          renderRoot={(props) => <Link {...props} to="/behaviours/$id" params={{ id: mark.behaviour }} />}
        >
          {t('about')}
        </Anchor>
      </Group>
    </Stack>
  )
}
