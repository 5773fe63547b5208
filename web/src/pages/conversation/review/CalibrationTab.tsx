import { Anchor, Group, Progress, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { client, type Of, queries } from '~/api/client'
import { useSession } from '~/api/session'
import { ConversationLink } from '~/ui/ConversationLink'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { words } from '~/words/i18n'
import { useReading } from '../reading/Reading'
import { AnswerForm } from './AnswerForm'
import { answersOf, type Draft, draftOf, unanswered } from './draft'
import { KeptNote } from './KeptNote'
import { KeyHints } from './KeyHints'
import classes from './ReviewBar.module.css'
import { useForm } from './useForm'
import type { Reviewing } from './useReviewing'
import { useSaver } from './useSaver'

const useWords = words(
  'calibrationTab',
  {
    title: 'Calibration: {{name}}',
    blind: 'Blind until the session is locked. What you leave out is missing, not zero.',
    answered: '{{done}} of {{all}} answered',
    session: 'To the session',
    next: 'Next conversation of the session',
    notRater: 'You are no rater of this session',
    locked: 'The scoring of this session has ended',
    lockedAbout: 'What everybody answered stands side by side on the page of the session.',
    notPart: 'This conversation is not part of the session',
    gone: 'The form of this session is not among those that you may see',
  },
  {
    title: '校准：{{name}}',
    blind: '锁定之前为盲评。未作答的题按缺失处理，不按零分。',
    answered: '已答 {{done}} / {{all}} 题',
    session: '前往校准会',
    next: '本次校准的下一个会话',
    notRater: '您不是本次校准的评分人',
    locked: '本次校准的评分已结束',
    lockedAbout: '所有人的答案在校准页面上并排列出。',
    notPart: '此会话不属于本次校准',
    gone: '您可见的评分表中没有本次校准所用的评分表',
  },
)

/** Scoring in a calibration session: the form alone, nothing of the machine and nothing of the others, kept as it is answered. */
export function CalibrationTab({ calibration }: { calibration: NonNullable<Reviewing['calibration']> }) {
  const t = useWords()
  const { user } = useSession()
  const { whole } = useReading()
  const session = calibration.whole
  const form = useForm(session && { hash: session.scorecard_hash, program: session.program })
  const back = session && (
    <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/calibrations/$id" params={{ id: session.id }} />}>
      {t('session')}
    </Anchor>
  )
  return (
    <Loaded query={calibration.query}>
      {(data) => {
        if (!data.conversations.includes(whole.conversation.id)) return <Empty title={t('notPart')}>{back}</Empty>
        if (data.state !== 'open')
          return (
            <Empty title={t('locked')}>
              {t('lockedAbout')} {back}
            </Empty>
          )
        if (!data.raters.includes(user.id)) return <Empty title={t('notRater')}>{back}</Empty>
        if (form.gone) return <Empty title={t('gone')}>{back}</Empty>
        if (!form.sections)
          return <Loaded query={{ data: undefined, error: form.error, isPending: true }}>{() => null}</Loaded>
        return <Rate key={data.id} session={data} sections={form.sections} />
      }}
    </Loaded>
  )
}

function Rate({ session, sections }: { session: Of<'CalibrationWhole'>; sections: readonly Of<'FormSectionOut'>[] }) {
  const t = useWords()
  const { user } = useSession()
  const { whole } = useReading()
  const { id } = whole.conversation
  const mine = session.ratings.find((rating) => rating.rater === user.id && rating.conversation === id)
  const [draft, setDraft] = useState<Draft>(() => draftOf(mine?.answers ?? []))
  const { kept, saver } = useSaver<Draft>(async (latest) => {
    const { error } = await client.PUT('/api/calibrations/{id}/ratings/{conversation}', {
      params: { path: { id: session.id, conversation: id } },
      body: { answers: answersOf(latest) },
    })
    if (error) throw error
    void queries.invalidateQueries({ queryKey: ['get', '/api/calibrations/{id}'] })
  })
  const items = sections.flatMap((section) => section.items)
  const done = items.length - unanswered(items, draft).length
  const next = session.conversations[(session.conversations.indexOf(id) + 1) % session.conversations.length]
  return (
    <Stack gap="md">
      <div className={classes.bar}>
        <Stack gap={6}>
          <Text fw={600}>{t('title', { name: session.name })}</Text>
          <Text size="xs" c="dimmed">
            {t('blind')}
          </Text>
          <Progress value={(done / Math.max(1, items.length)) * 100} size="sm" aria-label={session.name} />
          <Group justify="space-between" gap="xs">
            <div>
              <Text size="xs">{t('answered', { done, all: items.length })}</Text>
              <KeptNote {...kept} retry={() => void saver.flush()} />
            </div>
            <Group gap="sm">
              {next && (
                <ConversationLink id={next} search={{ calibration: session.id, tab: 'scorecard' }}>
                  {t('next')}
                </ConversationLink>
              )}
              <Anchor
                size="sm"
                renderRoot={(props) => <Link {...props} to="/calibrations/$id" params={{ id: session.id }} />}
              >
                {t('session')}
              </Anchor>
            </Group>
          </Group>
          <KeyHints agree={false} />
        </Stack>
      </div>
      <AnswerForm
        sections={sections}
        draft={draft}
        machine={undefined}
        onAnswer={(item, given) => {
          const changed = { ...draft, [item]: given }
          setDraft(changed)
          saver.change(changed)
        }}
      />
    </Stack>
  )
}
