import { Button, Paper, SegmentedControl, SimpleGrid, Stack, Text, Title, useMantineColorScheme } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { Tokens } from '~/pages/administration/tokens/Tokens'
import { Page } from '~/ui/Page'
import { useShortcutMap } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { OwnPassword } from './OwnPassword'
import { OwnSelf } from './OwnSelf'
import { WhatIAmTold } from './WhatIAmTold'

const useWords = words(
  'profile',
  {
    about: 'What is yours: name and language, password, tokens, and what you were told about your own data.',
    self: 'You',
    looks: 'Colours',
    looksAbout: 'Kept in this browser.',
    auto: 'As the device',
    light: 'Light',
    dark: 'Dark',
    keys: 'Keyboard',
    keysAbout: 'Every page works by keyboard. ? shows the keys of the page you are on.',
    keysGo: 'Show the keys',
    password: 'Password',
    sessions: 'Being signed in',
    sessionsAbout:
      'Being signed in ends after an hour without use and after twelve hours in any case, unless your administrator set it otherwise. What you typed stays on the page: you only give your password again. A new password ends it everywhere else.',
    told: 'How your conversations are read',
    tokens: 'Tokens for programs',
  },
  {
    about: '属于您本人的设置：姓名与语言、密码、令牌，以及关于您的数据您被告知的内容。',
    self: '本人',
    looks: '配色',
    looksAbout: '保存在本浏览器。',
    auto: '跟随系统',
    light: '浅色',
    dark: '深色',
    keys: '键盘',
    keysAbout: '所有页面都可用键盘操作。按 ? 查看当前页面的快捷键。',
    keysGo: '显示快捷键',
    password: '密码',
    sessions: '登录状态',
    sessionsAbout:
      '一小时未使用或登录满十二小时后需重新登录（管理员可另行设置）。页面上已输入的内容会保留，只需再次输入密码。修改密码后，其他设备上的登录会失效。',
    told: '您的会话如何被分析',
    tokens: '程序用令牌',
  },
)

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper component="section" aria-label={title}>
      <Title order={2} size="h4" mb="sm">
        {title}
      </Title>
      {children}
    </Paper>
  )
}

/** What belongs to the person who is signed in. */
export function Profile() {
  const t = useWords()
  const common = useCommon()
  const keys = useShortcutMap()
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <Page title={common('profile')} about={t('about')}>
      <SimpleGrid cols={{ base: 1, md: 2 }}>
        <Part title={t('self')}>
          <OwnSelf />
        </Part>
        <Part title={t('password')}>
          <OwnPassword />
        </Part>
        <Part title={t('looks')}>
          <Stack gap="xs" align="flex-start">
            <SegmentedControl
              aria-label={t('looks')}
              value={colorScheme}
              onChange={(value) => setColorScheme(value as 'auto' | 'light' | 'dark')}
              data={(['auto', 'light', 'dark'] as const).map((value) => ({ value, label: t(value) }))}
            />
            <Text size="sm" c="dimmed">
              {t('looksAbout')}
            </Text>
          </Stack>
        </Part>
        <Part title={t('keys')}>
          <Stack gap="xs" align="flex-start">
            <Text size="sm">{t('keysAbout')}</Text>
            <Button variant="default" leftSection={<IconKeyboard size={16} aria-hidden />} onClick={keys}>
              {t('keysGo')}
            </Button>
          </Stack>
        </Part>
        <Part title={t('told')}>
          <WhatIAmTold />
        </Part>
        <Part title={t('sessions')}>
          <Text size="sm">{t('sessionsAbout')}</Text>
        </Part>
      </SimpleGrid>
      <Part title={t('tokens')}>
        <Tokens mineAlone />
      </Part>
    </Page>
  )
}
