import { Button, Stack } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useMay, useSession } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { useCommon } from '~/words/common'
import { AssignMenu } from './AssignMenu'
import { groupsByDue } from './due'
import { ReviewsPart } from './ReviewsPart'
import { type Review, ReviewsTable } from './ReviewsTable'
import { STREAMS, type Stream, streamOf } from './Stream'
import { asks, type Tab } from './tabs'
import { useReviewMoves } from './useReviewMoves'
import { useReviews } from './useReviews'
import { useReviewWords } from './words'

const EMPTY = {
  mine: ['emptyMine', 'emptyMineAbout'],
  open: ['emptyOpen', 'emptyOpenAbout'],
  others: ['emptyOthers', 'emptyOthersAbout'],
  submitted: ['emptySubmitted', 'emptySubmittedAbout'],
} as const

/** One part of the desk: what is open under headings of its due date, what is submitted under headings of how it came here. */
export function ReviewsList({
  tab,
  stream,
  program,
}: {
  tab: Tab
  stream: Stream | undefined
  program: string | undefined
}) {
  const t = useReviewWords()
  const common = useCommon()
  const { user } = useSession()
  const reviewer = useMay('administrator', 'manager', 'lead', 'analyst')
  const assigner = useMay('administrator', 'manager', 'lead')
  const which = asks(tab)
  const list = useReviews({ ...which, ...(stream && { stream }), ...(program && { program }) })
  const moves = useReviewMoves()
  // What nobody has taken and what is one's own have places of their own.
  const rows = list.data?.filter((row) => tab !== 'others' || (row.reviewer && row.reviewer !== user.id))

  const open = (review: Review, word: 'start' | 'go' | 'look') => (
    <Button
      size="compact-sm"
      variant={word === 'look' ? 'default' : 'outline'}
      renderRoot={(props) => (
        <Link {...props} to="/conversations/$id" params={{ id: review.conversation }} search={{ review: review.id }} />
      )}
    >
      {t(word)}
    </Button>
  )
  const actions = (review: Review) => {
    if (tab === 'submitted' || !reviewer) return open(review, 'look')
    return (
      <>
        {tab === 'mine' && open(review, review.answers.length > 0 ? 'go' : 'start')}
        {tab === 'mine' && (
          <Button size="compact-sm" variant="default" onClick={() => moves.release(review.id)} disabled={moves.busy}>
            {t('release')}
          </Button>
        )}
        {tab === 'open' && (
          <Button size="compact-sm" variant="outline" onClick={() => moves.take(review.id)} disabled={moves.busy}>
            {t('take')}
          </Button>
        )}
        {assigner && tab !== 'mine' && (
          <AssignMenu review={review} onAssign={(to, name) => moves.assign(review.id, to, name)} />
        )}
      </>
    )
  }

  const filtered = !!stream || !!program
  const [title, about] = filtered ? (['emptyFilter', 'emptyFilterAbout'] as const) : EMPTY[tab]
  return (
    <Loaded
      query={{ ...list, data: rows }}
      isEmpty={(found) => found.length === 0}
      empty={<Empty title={t(title)}>{t(about)}</Empty>}
    >
      {(found) => (
        <Stack gap="md">
          {tab === 'submitted'
            ? STREAMS.map((kind) => ({ kind, own: found.filter((row) => streamOf(row.stream) === kind) }))
                .filter(({ own }) => own.length > 0)
                .map(({ kind, own }) => (
                  <ReviewsPart key={kind} title={t(`stream.${kind}`)} n={own.length} note={t(`counts.${kind}`)}>
                    <ReviewsTable reviews={own} label={t(`stream.${kind}`)} people own actions={actions} />
                  </ReviewsPart>
                ))
            : groupsByDue(found, Date.now()).map(({ kind, rows: own }) => (
                <ReviewsPart key={kind} title={t(`group.${kind}`)} n={own.length}>
                  <ReviewsTable reviews={own} label={t(`group.${kind}`)} people={tab === 'others'} actions={actions} />
                </ReviewsPart>
              ))}
          {list.more && (
            <Button variant="default" onClick={list.more} loading={list.busy} style={{ alignSelf: 'center' }}>
              {common('more')}
            </Button>
          )}
        </Stack>
      )}
    </Loaded>
  )
}
