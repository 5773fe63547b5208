import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconUserPlus } from '@tabler/icons-react'
import { api } from '~/api/client'
import { type Role, useSession } from '~/api/session'
import { UserForm } from '~/pages/administration/users/UserForm'
import { AdministrationLink } from '~/ui/AdministrationLink'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'

const useWords = words(
  'peopleStep',
  {
    about:
      'Each person gets a role: analysts review, leads see their team, coaches prepare talks, agents see their own results first and can dispute them, clients see figures of their program. You give each of them a link; Rapport sends no mail.',
    invite: 'Invite somebody',
    all: 'All users',
    invited: 'invited',
    noProgram: 'Everybody but administrators belongs to a program: make one first.',
  },
  {
    about:
      '每个人有一个角色：质检员复核，班组长查看本班组，辅导员准备辅导，坐席最先看到自己的结果并可申诉，委托方查看其项目的汇总数据。链接由您转交，Rapport 不发邮件。',
    invite: '邀请成员',
    all: '全部用户',
    invited: '待接受',
    noProgram: '除管理员外，每个人都属于一个项目：请先新建项目。',
  },
)

const SHOWN = 8

/** Inviting people, and who is there already. */
export function PeopleStep() {
  const t = useWords()
  const common = useCommon()
  const { user, programs } = useSession()
  const users = api.useQuery('get', '/api/users', {})
  const [opened, { open, close }] = useDisclosure(false)
  const others = (users.data ?? []).filter((one) => one.id !== user.id && one.state !== 'disabled')
  return (
    <Stack gap="sm">
      <Text size="sm">{t('about')}</Text>
      {programs.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noProgram')}
        </Text>
      )}
      {others.slice(0, SHOWN).map((one) => (
        <Text key={one.id} size="sm">
          <strong>{one.name}</strong> · {common(`role.${one.role as Role}`)}
          {one.state === 'invited' && ` · ${t('invited')}`}
        </Text>
      ))}
      <Group>
        <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={open}>
          {t('invite')}
        </Button>
        <AdministrationLink part="users">
          {t('all')} ({others.length + 1})
        </AdministrationLink>
      </Group>
      <Modal opened={opened} onClose={close} title={t('invite')} size="lg">
        <UserForm onDone={close} />
      </Modal>
    </Stack>
  )
}
