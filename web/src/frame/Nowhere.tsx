import { Anchor, Center, Stack, Text, Title } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { words } from '~/words/i18n'

const useWords = words(
  'nowhere',
  {
    title: 'There is no page here',
    about: 'The address may be mistyped, or the page was moved.',
    home: 'To the overview',
  },
  { title: '这里没有页面', about: '地址可能有误,或页面已移动。', home: '回到总览' },
)

/** An address that leads nowhere. */
export function Nowhere() {
  const t = useWords()
  return (
    <Center mih="60vh">
      <Stack align="center" gap="xs">
        <Title order={1} size="h3">
          {t('title')}
        </Title>
        <Text c="dimmed">{t('about')}</Text>
        <Anchor renderRoot={(props) => <Link {...props} to="/" />}>{t('home')}</Anchor>
      </Stack>
    </Center>
  )
}
