import { ActionIcon, Anchor, Badge, Menu, Table, Text, Tooltip } from '@mantine/core'
import { IconBan, IconCheck, IconClock, IconDots, IconLink, IconLock, IconPencil } from '@tabler/icons-react'
import type { Of } from '~/api/client'
import { useProgramName, useTeamName } from '~/api/names'
import { type Role, useSession } from '~/api/session'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { day } from '~/words/say'

const useWords = words(
  'userLine',
  {
    everywhere: 'every program',
    team: '{{program}}: team {{team}}',
    active: 'Active',
    invited: 'Invited',
    disabled: 'Disabled',
    since: 'Invited on {{day}}; has no password yet',
    disabledSince: 'Since {{day}}',
    you: 'you',
    more: 'What can be done with {{name}}',
    change: 'Change',
    link: 'New link for the invitation',
    password: 'Link for a new password',
    disable: 'Disable',
    enable: 'Enable again',
    notYours: 'Belongs to programs that are not yours, or is an administrator: an administrator can change them',
  },
  {
    everywhere: '全部项目',
    team: '{{program}}：{{team}}',
    active: '正常',
    invited: '待接受邀请',
    disabled: '已停用',
    since: '{{day}} 邀请，尚未设置密码',
    disabledSince: '自 {{day}} 起停用',
    you: '您本人',
    more: '对 {{name}} 的操作',
    change: '修改',
    link: '新的邀请链接',
    password: '重设密码链接',
    disable: '停用',
    enable: '重新启用',
    notYours: '该用户属于您管辖之外的项目，或是管理员；需由管理员修改',
  },
)

const STATES = {
  active: { color: 'teal', Icon: IconCheck },
  invited: { color: 'yellow', Icon: IconClock },
  disabled: { color: 'gray', Icon: IconBan },
}

/** One user: who, as what, where, in which state, and what can be done with them. */
export function UserLine({
  user,
  onChange,
  onLink,
  onDisable,
  onEnable,
}: {
  user: Of<'UserOut'>
  onChange: () => void
  onLink: () => void
  onDisable: () => void
  onEnable: () => void
}) {
  const t = useWords()
  const common = useCommon()
  const programName = useProgramName()
  const teamName = useTeamName()
  const me = useSession().user.id === user.id
  const state = (user.state in STATES ? user.state : 'active') as keyof typeof STATES
  const { color, Icon } = STATES[state]
  const told =
    state === 'invited'
      ? t('since', { day: day(user.created_ms) })
      : user.disabled_ms
        ? t('disabledSince', { day: day(user.disabled_ms) })
        : undefined
  const places = user.programs.map(({ program, team }) =>
    team ? t('team', { program: programName(program), team: teamName(team) ?? '…' }) : programName(program),
  )
  return (
    <Table.Tr c={state === 'disabled' ? 'dimmed' : undefined}>
      <Table.Td>
        {user.yours_to_change ? (
          <Anchor component="button" type="button" size="sm" fw={600} onClick={onChange}>
            {user.name}
          </Anchor>
        ) : (
          <Text size="sm" fw={600} span>
            {user.name}
          </Text>
        )}
        {me && (
          <Text span size="xs" c="dimmed">
            {' '}
            ({t('you')})
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {user.email}
        </Text>
      </Table.Td>
      <Table.Td>{common(`role.${user.role as Role}`)}</Table.Td>
      <Table.Td>
        <Text size="sm">{user.role === 'administrator' ? t('everywhere') : places.join(' · ')}</Text>
      </Table.Td>
      <Table.Td>
        <Badge color={color} leftSection={<Icon size={13} aria-hidden />}>
          {t(state)}
        </Badge>
        {told && (
          <Text size="xs" c="dimmed">
            {told}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {user.yours_to_change ? (
          <Menu position="bottom-end" width={230}>
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" aria-label={t('more', { name: user.name })}>
                <IconDots size={18} aria-hidden />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              <Menu.Item leftSection={<IconPencil size={16} />} onClick={onChange}>
                {t('change')}
              </Menu.Item>
              {state !== 'disabled' && (
                <Menu.Item leftSection={<IconLink size={16} />} onClick={onLink}>
                  {t(state === 'invited' ? 'link' : 'password')}
                </Menu.Item>
              )}
              {state === 'disabled' && (
                <Menu.Item leftSection={<IconCheck size={16} />} onClick={onEnable}>
                  {t('enable')}
                </Menu.Item>
              )}
              {state !== 'disabled' && !me && (
                <Menu.Item leftSection={<IconBan size={16} />} color="red" onClick={onDisable}>
                  {t('disable')}
                </Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        ) : (
          <Tooltip label={t('notYours')}>
            <ActionIcon variant="transparent" color="gray" aria-label={t('notYours')}>
              <IconLock size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        )}
      </Table.Td>
    </Table.Tr>
  )
}
