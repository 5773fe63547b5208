import { Center, Group, Paper, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import { speak, useLanguage, words } from '~/words/i18n'

const useWords = words(
  'door',
  { about: 'Every conversation, read fairly.', language: 'Language' },
  { about: '公平地读懂每一次会话。', language: '语言' },
)

/** What people see who are not signed in: the name, one thing to do, and the choice of language. */
export function Door({ title, children }: { title: string; children: ReactNode }) {
  const t = useWords()
  const language = useLanguage()
  return (
    <Center mih="100vh" p="md" component="main">
      <Stack w={400} maw="100%">
        <Group justify="space-between">
          <Group gap="xs">
            <img src="/mark.svg" alt="" width={32} height={32} />
            <div>
              <Text fw={700}>Rapport</Text>
              <Text size="xs" c="dimmed">
                {t('about')}
              </Text>
            </div>
          </Group>
          <SegmentedControl
            size="xs"
            aria-label={t('language')}
            value={language}
            onChange={(value) => speak(value as 'en' | 'zh')}
            data={[
              { value: 'en', label: 'English' },
              { value: 'zh', label: '中文' },
            ]}
          />
        </Group>
        <Paper p="lg">
          <Title order={1} size="h3" mb="md">
            {title}
          </Title>
          {children}
        </Paper>
      </Stack>
    </Center>
  )
}
