import { ActionIcon, Affix, Button, Group, Menu, Paper, Text, Transition } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { notifications } from '@mantine/notifications'
import { IconClipboardPlus, IconDownload, IconX } from '@tabler/icons-react'
import { useState } from 'react'
import { useProgramName } from '~/api/names'
import { useMay } from '~/api/session'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useLanguage } from '~/words/i18n'
import type { Query } from '../filters/query'
import type { Row } from '../list/useList'
import { AssignReviews } from './AssignReviews'
import { exportChosen } from './exportChosen'
import { FORMATS, type Format } from './exported'
import { useActionWords } from './words'

/** What can be done with the chosen conversations, at the foot of the page while any is chosen. */
export function BulkBar({ rows, query, onDrop }: { rows: readonly Row[]; query: Query; onDrop: () => void }) {
  const t = useActionWords()
  const language = useLanguage()
  const program = useProgramName()
  const tell = useTellProblem()
  const assigns = useMay('administrator', 'manager', 'lead')
  const reviews = useMay('administrator', 'manager', 'lead', 'analyst')
  const [assigning, form] = useDisclosure(false)
  const [busy, setBusy] = useState(false)

  const exportAs = async (format: Format) => {
    setBusy(true)
    const note = notifications.show({ message: t('exporting'), loading: true, autoClose: false })
    try {
      const { found, file } = await exportChosen(rows, query, format, language, program)
      if (found < rows.length)
        notifications.show({
          color: 'orange',
          message: t('exportedSome', { n: found, all: rows.length }),
          autoClose: false,
        })
      else tellDone(t('exported', { count: found, file }))
    } catch (problem) {
      tell(problem)
    }
    notifications.hide(note)
    setBusy(false)
  }
  return (
    <>
      <Affix position={{ bottom: 16, left: 0, right: 0 }} style={{ pointerEvents: 'none' }}>
        <Transition mounted={rows.length > 0} transition="slide-up">
          {(style) => (
            <Paper
              style={{ ...style, pointerEvents: 'auto', width: 'fit-content' }}
              mx="auto"
              px="md"
              py="xs"
              shadow="lg"
              radius="xl"
              role="region"
              aria-label={t('bar')}
            >
              <Group gap="sm">
                <Text fw={600} size="sm" aria-live="polite">
                  {t('chosen', { count: rows.length })}
                </Text>
                {reviews && (
                  <Button size="xs" leftSection={<IconClipboardPlus size={16} aria-hidden />} onClick={form.open}>
                    {assigns ? t('assign') : t('reviewMyself')}
                  </Button>
                )}
                <Menu position="top" withinPortal>
                  <Menu.Target>
                    <Button
                      size="xs"
                      variant="default"
                      loading={busy}
                      leftSection={<IconDownload size={16} aria-hidden />}
                    >
                      {t('export')}
                    </Button>
                  </Menu.Target>
                  <Menu.Dropdown>
                    <Menu.Label>{t('exportChosen')}</Menu.Label>
                    {FORMATS.map((format) => (
                      <Menu.Item key={format} onClick={() => void exportAs(format)}>
                        {t(format)}
                      </Menu.Item>
                    ))}
                  </Menu.Dropdown>
                </Menu>
                <ActionIcon variant="subtle" color="gray" aria-label={t('drop')} title={t('drop')} onClick={onDrop}>
                  <IconX size={16} aria-hidden />
                </ActionIcon>
              </Group>
            </Paper>
          )}
        </Transition>
      </Affix>
      {reviews && <AssignReviews opened={assigning} onClose={form.close} rows={rows} onDone={onDrop} />}
    </>
  )
}
