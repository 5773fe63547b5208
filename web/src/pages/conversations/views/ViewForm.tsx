import { List, Modal, Select, Stack, Text, TextInput } from '@mantine/core'
import { useEffect, useState } from 'react'
import { useSession } from '~/api/session'
import { FormFoot } from '~/ui/FormFoot'
import { useCommon } from '~/words/common'
import { active } from '../filters/query'
import { useSentence } from '../filters/useSentence'
import { addressOf } from './periodKept'
import { useChangeViews, type View } from './useChangeViews'
import { useViewWords } from './words'

/** Names a view and says who sees it; lists in words what it keeps. */
export function ViewForm({
  opened,
  onClose,
  query,
  view,
}: {
  opened: boolean
  onClose: () => void
  query: string
  /** The one that is changed; none for a new one. */
  view?: View
}) {
  const t = useViewWords()
  const common = useCommon()
  const { programs } = useSession()
  const sentence = useSentence()
  const { add, update } = useChangeViews()
  const search = addressOf(query)
  const [name, setName] = useState('')
  const [program, setProgram] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: it begins anew each time it opens
  useEffect(() => {
    if (!opened) return
    setName(view?.name ?? '')
    setProgram(view?.shared ? (view.program ?? null) : null)
  }, [opened])

  const save = async () => {
    const kept = { name: name.trim(), query, shared: program != null, program }
    setBusy(true)
    const done = await (view ? update(view, kept) : add(kept))
    setBusy(false)
    if (done) onClose()
  }
  return (
    <Modal opened={opened} onClose={onClose} title={view ? t('rename') : t('save')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (name.trim()) void save()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('name')}
            placeholder={t('nameHint')}
            required
            maxLength={100}
            data-autofocus
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <Select
            label={t('shareIn')}
            allowDeselect={false}
            value={program ?? ''}
            onChange={(value) => setProgram(value || null)}
            data={[
              { value: '', label: t('shareNone') },
              {
                group: t('share'),
                items: programs.map(({ id, name }) => ({ value: id, label: name })),
              },
            ]}
          />
          <div>
            <Text size="sm" fw={500}>
              {t('keeps')}
            </Text>
            {active(search).length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('keepsNothing')}
              </Text>
            ) : (
              <List size="sm">
                {active(search).map((one) => (
                  <List.Item key={`${one.name} ${one.value}`}>{sentence(one)}</List.Item>
                ))}
              </List>
            )}
          </div>
          <FormFoot busy={busy} disabled={!name.trim()} onCancel={onClose}>
            {common('save')}
          </FormFoot>
        </Stack>
      </form>
    </Modal>
  )
}
