import { ActionIcon, Menu } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconDots, IconPencil, IconTrash } from '@tabler/icons-react'
import { useChangeViews, type View } from './useChangeViews'
import { ViewForm } from './ViewForm'
import { useViewWords } from './words'

/** What can be done with a view of one's own. */
export function ViewMenu({ view }: { view: View }) {
  const t = useViewWords()
  const [naming, form] = useDisclosure(false)
  const { remove } = useChangeViews()
  return (
    <>
      <Menu position="bottom-start" withinPortal>
        <Menu.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('manage', { name: view.name })}
            title={t('manage', { name: view.name })}
          >
            <IconDots size={18} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconPencil size={16} aria-hidden />} onClick={form.open}>
            {t('rename')}
          </Menu.Item>
          <Menu.Item color="red" leftSection={<IconTrash size={16} aria-hidden />} onClick={() => void remove(view)}>
            {t('remove')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ViewForm opened={naming} onClose={form.close} query={view.query} view={view} />
    </>
  )
}
