import { Kbd, Modal, Stack, Table, Text } from '@mantine/core'
import { type HotkeyItem, useDisclosure, useHotkeys } from '@mantine/hooks'
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { words } from '~/words/i18n'

const useWords = words(
  'shortcuts',
  { title: 'Keyboard', none: 'This page has no keys of its own.', help: 'This list', key: 'Key', does: 'What it does' },
  { title: '键盘快捷键', none: '本页没有专用按键。', help: '显示此列表', key: '按键', does: '作用' },
)

/** A key, such as `j`, `shift+J`, `mod+Enter`, what it does in words, and the doing. */
export interface Shortcut {
  keys: string
  says: string
  run: () => void
}

interface Listed {
  list: (shortcuts: Shortcut[]) => () => void
  open: () => void
}
const Map_ = createContext<Listed>({ list: () => () => {}, open: () => {} })

/** Keys of a page while it is shown. Not heard while somebody types. They appear in the list that `?` opens. */
export function useShortcuts(shortcuts: Shortcut[]) {
  const { list } = useContext(Map_)
  useHotkeys(shortcuts.map(({ keys, run }): HotkeyItem => [keys, run]))
  const said = shortcuts.map(({ keys, says }) => `${keys} ${says}`).join('\n')
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is listed changes with its words alone
  useEffect(() => list(shortcuts), [said])
}

/** Opens the list of keys. */
export const useShortcutMap = () => useContext(Map_).open

const shown = (keys: string) =>
  keys.split('+').map((key) => ({ mod: 'Ctrl', shift: 'Shift', ArrowDown: '↓', ArrowUp: '↑' })[key] ?? key)

/** Holds the list of keys and shows it on `?`. */
export function Shortcuts({ children }: { children: ReactNode }) {
  const t = useWords()
  const [opened, { open, close }] = useDisclosure(false)
  const [groups, setGroups] = useState<Shortcut[][]>([])
  useHotkeys(
    [
      ['shift+?', open],
      ['?', open],
    ],
    undefined,
    undefined,
  )
  const listed = useMemo(
    () => ({
      open,
      list: (shortcuts: Shortcut[]) => {
        setGroups((before) => [...before, shortcuts])
        return () => setGroups((before) => before.filter((group) => group !== shortcuts))
      },
    }),
    [open],
  )
  const all = groups.flat()
  return (
    <Map_.Provider value={listed}>
      {children}
      <Modal opened={opened} onClose={close} title={t('title')}>
        <Stack gap="xs">
          {all.length === 0 && <Text c="dimmed">{t('none')}</Text>}
          <Table>
            <Table.Thead>
              <Table.Tr>
                <Table.Th w={120}>{t('key')}</Table.Th>
                <Table.Th>{t('does')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {[...all, { keys: '?', says: t('help') }].map(({ keys, says }) => (
                <Table.Tr key={keys + says}>
                  <Table.Td>
                    {shown(keys).map((key) => (
                      <Kbd key={key} mr={4}>
                        {key}
                      </Kbd>
                    ))}
                  </Table.Td>
                  <Table.Td>{says}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Stack>
      </Modal>
    </Map_.Provider>
  )
}
