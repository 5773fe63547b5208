import { ActionIcon, Alert, Button, Group, SegmentedControl, Stack } from '@mantine/core'
import { IconArrowBackUp, IconArrowForwardUp, IconEye, IconPlayerPlay } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import type { Of } from '~/api/client'
import { one, useAddress } from '~/search'
import { Page } from '~/ui/Page'
import { useShortcuts } from '~/ui/shortcuts'
import { useTextOf } from '~/words/say'
import { moveItem, moveSection } from './edit'
import { FormPane } from './FormPane'
import { rows, step } from './order'
import { Saved } from './Saved'
import { TextPane } from './TextPane'
import { useDraft } from './useDraft'
import { useBuilderWords } from './words'

/** A draft being written: as fields or as text, saved by itself, with undo. */
export function Editor({ card }: { card: Of<'WholeScorecardOut'> }) {
  const t = useBuilderWords()
  const text = useTextOf()
  const draft = useDraft(card)
  const { search, change } = useAddress()
  const at = one(search.at) ?? ''
  const pane = one(search.as) === 'text' ? 'text' : 'form'
  const go = (part: string) => change({ at: part || undefined })
  const { form } = draft
  const counts = form?.sections.map((section) => section.items.length) ?? []

  const carry = (by: 1 | -1) => {
    const [section, item] = at.split('.').map(Number)
    if (section === undefined || Number.isNaN(section)) return
    if (item === undefined) {
      const to = section + by
      if (to < 0 || to >= counts.length) return
      draft.edit((doc) => moveSection(doc, section, to))
      return go(String(to))
    }
    const move = step(counts, [section, item], by)
    if (!move || !('item' in move)) return
    draft.edit((doc) => moveItem(doc, move.item, move.to))
    go(move.to.join('.'))
  }
  const walk = (by: 1 | -1) => {
    const parts = [
      '',
      ...rows(counts).map((row) => (row.item === undefined ? `${row.section}` : `${row.section}.${row.item}`)),
    ]
    const next = parts[parts.indexOf(at) + by]
    if (next !== undefined) go(next)
  }
  useShortcuts([
    { keys: 'mod+Z', says: t('undo'), run: () => draft.undo?.() },
    { keys: 'mod+shift+Z', says: t('redo'), run: () => draft.redo?.() },
    { keys: 'k', says: t('previous'), run: () => walk(-1) },
    { keys: 'j', says: t('next'), run: () => walk(1) },
    { keys: 'alt+ArrowUp', says: t('up'), run: () => carry(-1) },
    { keys: 'alt+ArrowDown', says: t('down'), run: () => carry(1) },
  ])
  const name = (form && text(form.name)) || text(card.title) || card.name
  return (
    <Page
      title={t('title', { name })}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconPlayerPlay size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/scorecards/$id" params={{ id: card.id }} search={{ tab: 'try' }} />
            )}
          >
            {t('tryIt')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconEye size={16} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/scorecards/$id" params={{ id: card.id }} />}
          >
            {t('done')}
          </Button>
        </>
      }
    >
      <Stack>
        <Group justify="space-between">
          <Group gap="xs">
            <SegmentedControl
              value={pane}
              onChange={(value) => change({ as: value === 'text' ? 'text' : undefined })}
              data={[
                { value: 'form', label: t('form') },
                { value: 'text', label: t('text') },
              ]}
            />
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('undo')}
              title={t('undo')}
              disabled={!draft.undo}
              onClick={() => draft.undo?.()}
            >
              <IconArrowBackUp size={18} aria-hidden />
            </ActionIcon>
            <ActionIcon
              variant="default"
              size="lg"
              aria-label={t('redo')}
              title={t('redo')}
              disabled={!draft.redo}
              onClick={() => draft.redo?.()}
            >
              <IconArrowForwardUp size={18} aria-hidden />
            </ActionIcon>
          </Group>
          <Saved draft={draft} />
        </Group>
        {draft.restored && draft.saving !== 'saved' && (
          <Alert color="gray" p="xs">
            {t('restored')}
          </Alert>
        )}
        {pane === 'text' ? (
          <TextPane draft={draft} />
        ) : (
          <FormPane draft={draft} at={at} go={go} toText={() => change({ as: 'text' })} />
        )}
      </Stack>
    </Page>
  )
}
