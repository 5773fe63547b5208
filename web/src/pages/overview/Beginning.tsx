import { Button, Group, List, Text, ThemeIcon } from '@mantine/core'
import { IconChecklist, IconFileImport, IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { useMay } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'

const useWords = words(
  'overview.beginning',
  {
    title: 'Three steps to begin',
    about: 'There are no conversations yet. Each step takes a few minutes; the order is yours.',
    import: 'Bring conversations in',
    importAbout: 'Drag files of calls, chats or e-mails into the page. They are redacted before they are stored.',
    importGo: 'Import files',
    invite: 'Invite people',
    inviteAbout: 'Leads, analysts and agents each see their own part.',
    inviteGo: 'Invite people',
    cards: 'Look at the scorecards',
    cardsAbout: 'Ready-made forms work at once; change them into your own when you like.',
    cardsGo: 'See scorecards',
    emptyAgent: 'No conversation of yours has come in yet',
    emptyAgentAbout:
      'As soon as one is read, your strengths and a suggestion stand here. Nobody else sees them before you do.',
    emptyClient: 'No conversation of your program has come in yet',
    emptyClientAbout: 'Figures show from five conversations on.',
    emptyStaff: 'No conversations yet',
    emptyStaffAbout: 'A manager or an analyst brings them in under Import. Until then there is nothing to show.',
  },
  {
    title: '三步开始使用',
    about: '还没有任何会话。每一步只要几分钟，先做哪一步都可以。',
    import: '导入会话',
    importAbout: '把电话、聊天或邮件文件拖进页面即可，入库之前会先脱敏。',
    importGo: '导入文件',
    invite: '邀请同事',
    inviteAbout: '班组长、质检员和坐席各自看到自己的内容。',
    inviteGo: '邀请同事',
    cards: '查看评分表',
    cardsAbout: '内置评分表可直接使用，之后再改成您自己的。',
    cardsGo: '查看评分表',
    emptyAgent: '您还没有会话进来',
    emptyAgentAbout: '有会话被分析后，这里会显示您的长处和一条建议，不会有别人先于您看到。',
    emptyClient: '您的项目还没有会话',
    emptyClientAbout: '满五通会话后开始显示数字。',
    emptyStaff: '还没有会话',
    emptyStaffAbout: '由运营经理或质检员在“导入”中导入。在此之前没有可显示的内容。',
  },
)

/** An empty house: the three steps to begin for who can take them, and in words what will come for everybody else. */
export function Beginning() {
  const t = useWords()
  const feeds = useMay('administrator', 'manager', 'analyst')
  const manages = useMay('administrator', 'manager')
  const agent = useMay('agent')
  const client = useMay('client')
  if (!feeds) {
    const who = agent ? 'emptyAgent' : client ? 'emptyClient' : 'emptyStaff'
    return <Empty title={t(who)}>{t(`${who}About`)}</Empty>
  }
  const steps = [
    { word: 'import' as const, Icon: IconFileImport, to: '/import' as const, shown: true },
    { word: 'invite' as const, Icon: IconUserPlus, to: '/administration/$part' as const, shown: manages },
    { word: 'cards' as const, Icon: IconChecklist, to: '/scorecards' as const, shown: true },
  ]
  return (
    <Panel title={t('title')} about={t('about')}>
      <List type="ordered" listStyleType="none" spacing="md">
        {steps
          .filter(({ shown }) => shown)
          .map(({ word, Icon, to }) => (
            <List.Item key={word}>
              <Group wrap="nowrap" align="flex-start">
                <ThemeIcon variant="light" size={40} radius="xl" aria-hidden>
                  <Icon size={22} />
                </ThemeIcon>
                <div>
                  <Text fw={600}>{t(word)}</Text>
                  <Text size="sm" c="dimmed" mb={6}>
                    {t(`${word}About`)}
                  </Text>
                  <Button
                    variant="default"
                    size="xs"
                    renderRoot={(props) => (
                      <Link {...props} to={to} params={to === '/administration/$part' ? { part: 'users' } : {}} />
                    )}
                  >
                    {t(`${word}Go`)}
                  </Button>
                </div>
              </Group>
            </List.Item>
          ))}
      </List>
    </Panel>
  )
}
