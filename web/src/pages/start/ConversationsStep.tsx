import { Anchor, Button, Group, SimpleGrid, Stack, Text } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useSession } from '~/api/session'
import { ExampleCard } from '~/pages/import/ExampleCard'
import { EXAMPLE_NAME, EXAMPLE_SOURCE, example } from '~/pages/import/example'
import { Files } from '~/pages/import/Files'
import { uploads, useUploads } from '~/pages/import/uploads'
import { AdministrationLink } from '~/ui/AdministrationLink'
import { words } from '~/words/i18n'

const useWords = words(
  'conversationsStep',
  {
    about:
      'Drag files in: transcripts of calls, chats, e-mails, messages, in any common format. Personal data is masked before anything is stored; each conversation is read within seconds.',
    noProgram: 'Conversations belong to a program: make one first.',
    import: 'Import conversations',
    see: 'See what was found',
    other: 'A telephone or chat system can send them by itself: make a token for it.',
    token: 'Make a token',
  },
  {
    about:
      '把文件拖进来即可：通话转写、在线聊天、邮件、短信，常见格式都行。保存前会先遮盖个人信息；每条会话几秒内即可读完。',
    noProgram: '会话必须属于一个项目：请先新建项目。',
    import: '导入会话',
    see: '查看发现',
    other: '也可由电话或聊天系统自动发送：为它生成一个令牌。',
    token: '生成令牌',
  },
)

/** The first conversations: one's own, or examples. */
export function ConversationsStep() {
  const t = useWords()
  const { programs } = useSession()
  const given = useUploads()
  const [first] = programs
  if (!first) return <Text size="sm">{t('noProgram')}</Text>
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <Stack gap="sm" align="flex-start">
          <Text size="sm">{t('about')}</Text>
          <Button
            leftSection={<IconFileImport size={16} aria-hidden />}
            renderRoot={(props) => <Link {...props} to="/import" />}
          >
            {t('import')}
          </Button>
        </Stack>
        <ExampleCard
          onTry={() =>
            uploads.add([{ body: example(), name: EXAMPLE_NAME }], { program: first.id, source: EXAMPLE_SOURCE })
          }
        />
      </SimpleGrid>
      <Files list={given} />
      <Group>
        <Anchor size="sm" renderRoot={(props) => <Link {...props} to="/conversations" />}>
          {t('see')}
        </Anchor>
      </Group>
      <Text size="sm" c="dimmed">
        {t('other')}{' '}
        <AdministrationLink part="tokens" search={{ token: 'new' }} underline="always">
          {t('token')}
        </AdministrationLink>
      </Text>
    </Stack>
  )
}
