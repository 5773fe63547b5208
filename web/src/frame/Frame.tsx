import { AppShell, Burger, Button, Center, Group, Loader, Modal, Text } from '@mantine/core'
import { useDisclosure, useNetwork, useWindowEvent } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Outlet } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { queries } from '~/api/client'
import { useEvents } from '~/api/events'
import { sessionQuery } from '~/api/session'
import { ProblemNote } from '~/ui/Problem'
import { useShortcutMap } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { speak, words } from '~/words/i18n'
import { Door } from './Door'
import { Navigation } from './Navigation'
import { Person } from './Person'
import { SignIn } from './SignIn'

const useWords = words(
  'frame',
  {
    signIn: 'Sign in',
    expired: 'Please sign in again',
    expiredAbout: 'Your session has ended. This page stays as it is.',
    skip: 'Skip to the page',
    menu: 'Menu',
    keys: 'Keyboard: ?',
  },
  {
    signIn: '登录',
    expired: '请重新登录',
    expiredAbout: '登录已过期。当前页面内容会保留。',
    skip: '跳到正文',
    menu: '菜单',
    keys: '快捷键：?',
  },
)

/** Around every page: who is signed in, where one can go; asks for the password again without leaving the page. */
export function Frame() {
  const t = useWords()
  const common = useCommon()
  const session = useQuery(sessionQuery)
  const [opened, { toggle, close }] = useDisclosure(false)
  const [expired, setExpired] = useState(false)
  const { online } = useNetwork()
  const keys = useShortcutMap()
  useWindowEvent('rapport:signed-out' as keyof WindowEventMap, () => setExpired(true))
  const language = session.data?.user.language
  useEffect(() => {
    if (language === 'en' || language === 'zh') speak(language)
  }, [language])
  useEvents(session.data)

  if (session.isPending)
    return (
      <Center mih="100vh">
        <Loader aria-label={common('loading')} />
      </Center>
    )
  if (session.error && !session.data)
    return (
      <Door title="Rapport">
        <ProblemNote problem={session.error} retry={() => void session.refetch()} />
      </Door>
    )
  if (!session.data)
    return (
      <Door title={t('signIn')}>
        <SignIn />
      </Door>
    )
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      padding="md"
    >
      <a href="#page" className="skip">
        {t('skip')}
      </a>
      <AppShell.Header px="md">
        <Group h="100%" justify="space-between" wrap="nowrap">
          <Group gap="xs">
            <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} />
            <img src="/mark.svg" alt="" width={26} height={26} />
            <Text fw={700}>Rapport</Text>
          </Group>
          <Group gap="xs" wrap="nowrap">
            {!online && (
              <Text size="sm" c="var(--missed)" role="status">
                {common('offline')}
              </Text>
            )}
            <Button variant="subtle" color="gray" size="compact-sm" onClick={keys} visibleFrom="sm">
              {t('keys')}
            </Button>
            <Person />
          </Group>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar p="xs">
        <Navigation onGo={close} />
      </AppShell.Navbar>
      <AppShell.Main id="page" tabIndex={-1}>
        <Outlet />
      </AppShell.Main>
      <Modal opened={expired} onClose={() => setExpired(false)} title={t('expired')} closeOnClickOutside={false}>
        <Text size="sm" mb="md">
          {t('expiredAbout')}
        </Text>
        <SignIn
          email={session.data.user.email}
          onDone={() => {
            setExpired(false)
            void queries.invalidateQueries({ predicate: (query) => query.queryKey[0] !== 'session' })
          }}
        />
      </Modal>
    </AppShell>
  )
}
