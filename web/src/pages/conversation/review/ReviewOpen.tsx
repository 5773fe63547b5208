import { Stack, Textarea } from '@mantine/core'
import { useMemo, useState } from 'react'
import { client, type Of } from '~/api/client'
import { words } from '~/words/i18n'
import { AnswerForm } from './AnswerForm'
import { answersOf, type Draft, draftOf, type Given, lacking, unanswered } from './draft'
import { ReviewBar } from './ReviewBar'
import { useSaver } from './useSaver'

const useWords = words(
  'reviewOpen',
  { note: 'Note on the whole', noteAbout: 'The agent reads it once the review is submitted.' },
  { note: '总体说明', noteAbout: '提交后坐席可以看到。' },
)

/** A review that one answers: the form, a note, and a bar that keeps, counts and submits. */
export function ReviewOpen({
  review,
  sections,
  blind,
}: {
  review: Of<'ReviewWhole'>
  sections: readonly Of<'FormSectionOut'>[]
  blind: boolean
}) {
  const t = useWords()
  const [draft, setDraft] = useState<Draft>(() => draftOf(review.answers))
  const [note, setNote] = useState(review.note)
  const [tried, setTried] = useState(false)
  const { kept, saver } = useSaver<{ draft: Draft; note: string }>(async (latest) => {
    const { error } = await client.PUT('/api/reviews/{id}', {
      params: { path: { id: review.id } },
      body: { answers: answersOf(latest.draft), note: latest.note },
    })
    if (error) throw error
  })
  const items = useMemo(() => sections.flatMap((section) => section.items), [sections])
  const machine = blind ? undefined : (review.machine ?? undefined)
  const lacks = machine ? lacking(items, machine, draft) : undefined
  const left = unanswered(items, draft)
  const change = (next: Draft, words: string) => {
    setDraft(next)
    setNote(words)
    saver.change({ draft: next, note: words })
  }
  const answer = (item: string, given: Given) => change({ ...draft, [item]: given }, note)
  return (
    <Stack gap="md">
      <ReviewBar
        review={review}
        blind={blind}
        answered={items.length - left.length}
        items={items}
        lacks={lacks}
        kept={kept}
        flush={saver.flush}
        tried={tried}
        onTry={() => setTried(true)}
      />
      <AnswerForm
        sections={sections}
        draft={draft}
        machine={machine}
        lacks={tried ? lacks : reasons(lacks)}
        onAnswer={answer}
      />
      <Textarea
        label={t('note')}
        description={t('noteAbout')}
        autosize
        minRows={2}
        value={note}
        onChange={(event) => change(draft, event.currentTarget.value)}
      />
    </Stack>
  )
}

/** Before anybody tried to submit, only what was begun is pointed at. */
const reasons = (lacks: ReturnType<typeof lacking> | undefined) =>
  lacks && new Map([...lacks].filter(([, lack]) => lack === 'reason'))
