import { Avatar, Button, Menu, Text, useMantineColorScheme } from '@mantine/core'
import { IconDeviceDesktop, IconLogout, IconMoon, IconSun, IconUser } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { client } from '~/api/client'
import { forget, useSession } from '~/api/session'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'

const useWords = words(
  'person',
  { light: 'Light', dark: 'Dark', auto: 'As the device' },
  { light: '浅色', dark: '深色', auto: '跟随系统' },
)

/** Who is signed in: profile, colour scheme, signing out. */
export function Person() {
  const t = useWords()
  const common = useCommon()
  const { user, role } = useSession()
  const { setColorScheme } = useMantineColorScheme()
  const leave = async () => {
    await client.DELETE('/api/session')
    forget()
  }
  return (
    <Menu width={220} position="bottom-end">
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-md"
          leftSection={<Avatar name={user.name} size={26} aria-hidden />}
        >
          {user.name}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          <Text size="xs">{common(`role.${role}`)}</Text>
          <Text size="xs">{user.email}</Text>
        </Menu.Label>
        <Menu.Item leftSection={<IconUser size={16} />} renderRoot={(props) => <Link {...props} to="/profile" />}>
          {common('profile')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconSun size={16} />} onClick={() => setColorScheme('light')}>
          {t('light')}
        </Menu.Item>
        <Menu.Item leftSection={<IconMoon size={16} />} onClick={() => setColorScheme('dark')}>
          {t('dark')}
        </Menu.Item>
        <Menu.Item leftSection={<IconDeviceDesktop size={16} />} onClick={() => setColorScheme('auto')}>
          {t('auto')}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} />} onClick={() => void leave()}>
          {common('signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
