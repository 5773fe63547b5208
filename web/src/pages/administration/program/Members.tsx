import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core'
import { IconClock, IconUserPlus } from '@tabler/icons-react'
import { Link } from '@tanstack/react-router'
import { api, type Of } from '~/api/client'
import { useTeamName } from '~/api/names'
import { AdministrationLink } from '~/ui/AdministrationLink'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { useRoleWords } from '../users/roles'
import { memberGroups } from './memberGroups'

const useWords = words(
  'members',
  {
    invite: 'Invite somebody',
    all: 'Change people and their programs',
    team: 'team {{team}}',
    invited: 'Invited, has not accepted yet',
    agents_one: '{{count}} agent appears in conversations of this program.',
    agents_other: '{{count}} agents appear in conversations of this program.',
    agentsGo: 'Agents and teams',
    empty: 'Nobody yet',
    emptyAbout: 'Administrators see every program. Everybody else must be invited into it.',
  },
  {
    invite: '邀请成员',
    all: '修改成员及其项目',
    team: '班组：{{team}}',
    invited: '已邀请，尚未接受',
    agents_other: '本项目的会话中出现过 {{count}} 名坐席。',
    agentsGo: '坐席与班组',
    empty: '还没有成员',
    emptyAbout: '管理员可见全部项目，其他人需要邀请加入。',
  },
)

/** Who belongs to a program, by role, and the agents that its conversations name. */
export function Members({ program, manages }: { program: Of<'ProgramOut'>; manages: boolean }) {
  const t = useWords()
  const common = useCommon()
  const about = useRoleWords()
  const teamName = useTeamName()
  const users = api.useQuery('get', '/api/users', {})
  const agents = api.useQuery('get', '/api/agents', {})
  const known = (agents.data ?? []).filter((agent) => agent.program === program.id).length
  return (
    <Stack gap="lg" maw={960}>
      {manages && (
        <Group>
          <Button
            leftSection={<IconUserPlus size={16} aria-hidden />}
            renderRoot={(props) => (
              <Link {...props} to="/administration/$part" params={{ part: 'users' }} search={{ invite: '1' }} />
            )}
          >
            {t('invite')}
          </Button>
          <AdministrationLink part="users" search={{ program: program.id }} underline="always">
            {t('all')}
          </AdministrationLink>
        </Group>
      )}
      <Text size="sm">
        {t('agents', { count: known })}{' '}
        {manages && (
          <AdministrationLink part="agents" search={{ program: program.id }} underline="always">
            {t('agentsGo')}
          </AdministrationLink>
        )}
      </Text>
      <Loaded
        query={users}
        lines={8}
        isEmpty={(all) => memberGroups(all, program.id).length === 0}
        empty={<Empty title={t('empty')}>{t('emptyAbout')}</Empty>}
      >
        {(all) =>
          memberGroups(all, program.id).map(({ role, users: people }) => (
            <section key={role} aria-label={common(`role.${role}`)}>
              <Title order={2} size="h5">
                {common(`role.${role}`)}
              </Title>
              <Text size="xs" c="dimmed" mb={6}>
                {about(role)}
              </Text>
              <Stack gap={4}>
                {people.map((user) => {
                  const team = user.programs.find((one) => one.program === program.id)?.team
                  return (
                    <Group key={user.id} gap="xs">
                      <Text size="sm" fw={550}>
                        {user.name}
                      </Text>
                      <Text size="sm" c="dimmed">
                        {user.email}
                      </Text>
                      {role === 'lead' && team && <Text size="sm">{t('team', { team: teamName(team) ?? '…' })}</Text>}
                      {user.state === 'invited' && (
                        <Badge color="yellow" leftSection={<IconClock size={13} aria-hidden />}>
                          {t('invited')}
                        </Badge>
                      )}
                    </Group>
                  )
                })}
              </Stack>
            </section>
          ))
        }
      </Loaded>
    </Stack>
  )
}
