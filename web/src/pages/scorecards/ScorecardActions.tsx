import { Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconCopyPlus, IconPencil, IconTrash } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { client, type Of, queries } from '~/api/client'
import { useMay, useSession } from '~/api/session'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { nextVersion, type Version } from './forms'

const useWords = words(
  'scorecardactions',
  {
    draft: 'New draft from this',
    discard: 'Throw away',
    sure: 'Throw this draft away?',
    about: 'Its text is gone for good. Published versions stay.',
    gone: 'The draft is gone',
    other: 'Use it in a program',
  },
  {
    draft: '以此新建草稿',
    discard: '丢弃',
    sure: '丢弃这份草稿？',
    about: '草稿内容将无法恢复；已发布的版本不受影响。',
    gone: '草稿已丢弃',
    other: '用于某个项目',
  },
)

/** What can be done with a version: go on writing, begin the next one, throw a draft away. */
export function ScorecardActions({ card, versions }: { card: Of<'WholeScorecardOut'>; versions: readonly Version[] }) {
  const t = useWords()
  const common = useCommon()
  const tell = useTellProblem()
  const navigate = useNavigate()
  const writer = useMay('administrator', 'manager', 'analyst')
  const { role } = useSession()
  const [busy, setBusy] = useState(false)
  if (!writer) return null
  const mine = card.program != null || role === 'administrator'

  const begin = async () => {
    setBusy(true)
    try {
      const { begunFrom } = await import('./newText')
      const body = begunFrom(card.body, {
        id: card.name,
        version: nextVersion(versions, card.name, card.program ?? null),
      })
      const made = await client.POST('/api/scorecards', { body: { program: card.program, body } })
      if (!made.data) throw made.error
      void queries.invalidateQueries({ queryKey: ['get', '/api/scorecards'] })
      void navigate({ to: '/scorecards/$id/edit', params: { id: made.data.id } })
    } catch (thrown) {
      tell(thrown)
      setBusy(false)
    }
  }
  const discard = () =>
    modals.openConfirmModal({
      title: t('sure'),
      children: t('about'),
      labels: { confirm: t('discard'), cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: async () => {
        const { error } = await client.DELETE('/api/scorecards/{id}', { params: { path: { id: card.id } } })
        if (error) return tell(error)
        tellDone(t('gone'))
        void navigate({ to: '/scorecards' })
        void queries.invalidateQueries({ queryKey: ['get', '/api/scorecards'] })
      },
    })
  if (card.state === 'draft')
    return mine ? (
      <>
        <Button variant="subtle" color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={discard}>
          {t('discard')}
        </Button>
        <Button
          leftSection={<IconPencil size={16} aria-hidden />}
          renderRoot={(props) => <Link {...props} to="/scorecards/$id/edit" params={{ id: card.id }} />}
        >
          {common('edit')}
        </Button>
      </>
    ) : null
  return mine ? (
    <Button
      variant="default"
      leftSection={<IconCopyPlus size={16} aria-hidden />}
      loading={busy}
      onClick={() => void begin()}
    >
      {t('draft')}
    </Button>
  ) : (
    <Button
      variant="default"
      leftSection={<IconCopyPlus size={16} aria-hidden />}
      renderRoot={(props) => <Link {...props} to="/scorecards" search={{ new: card.id }} />}
    >
      {t('other')}
    </Button>
  )
}
