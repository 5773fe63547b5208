import { Button, Group, Modal, Table, Text } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconUserPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { api, client, type Of, queries } from '~/api/client'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { FilterProgram, FilterSearch, FilterSelect } from '~/ui/FilterFields'
import { ListTable } from '~/ui/ListTable'
import { Loaded } from '~/ui/Loaded'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useShortcuts } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { OneTimeLink } from './OneTimeLink'
import { ROLES } from './roles'
import { UserForm } from './UserForm'
import { UserLine } from './UserLine'
import { fitting, statesOf } from './userFilter'

const useWords = words(
  'users',
  {
    invite: 'Invite somebody',
    search: 'Name or address',
    role: 'Role',
    state: 'State',
    anyRole: 'Any role',
    anyState: 'Any state',
    active: 'Active',
    invited: 'Invited',
    disabled: 'Disabled',
    counts: '{{shown}} of {{all}} users; {{invited}} have not accepted their invitation yet',
    name: 'Name',
    programs: 'Programs',
    noneFit: 'Nobody fits these filters',
    noneFitAbout: 'Take one of the filters away.',
    change: 'Change {{name}}',
    link: 'A new link',
    disable: 'Disable {{name}}?',
    disableAbout:
      '{{name}} is signed out at once and cannot sign in; tokens of theirs stop. What they reviewed and decided stays. You can enable them again at any time.',
    disableGo: 'Disable',
    done: '{{name}} is disabled',
    enabled: '{{name}} can sign in again',
  },
  {
    invite: '邀请成员',
    search: '姓名或邮箱',
    role: '角色',
    state: '状态',
    anyRole: '全部角色',
    anyState: '全部状态',
    active: '正常',
    invited: '待接受邀请',
    disabled: '已停用',
    counts: '共 {{all}} 位用户，显示 {{shown}} 位；{{invited}} 位尚未接受邀请',
    name: '姓名',
    programs: '所属项目',
    noneFit: '没有符合条件的用户',
    noneFitAbout: '请去掉一个筛选条件。',
    change: '修改 {{name}}',
    link: '新链接',
    disable: '停用 {{name}}？',
    disableAbout: '{{name}} 会立即退出且不能再登录，其令牌同时失效。做过的复核和裁定会保留。可随时重新启用。',
    disableGo: '停用',
    done: '已停用 {{name}}',
    enabled: '{{name}} 可以重新登录了',
  },
)

/** Everybody who may come in: find, invite, change, put away, give a new link. */
export function Users() {
  const t = useWords()
  const common = useCommon()
  const tell = useTellProblem()
  const { search, change } = useAddress()
  const users = api.useQuery('get', '/api/users', {})
  const [link, setLink] = useState<{ user: Of<'UserOut'>; link: Of<'LinkOut'> }>()
  const filter = { q: one(search.q), role: one(search.role), program: one(search.program), state: one(search.state) }
  const changed = users.data?.find(({ id }) => id === one(search.user))
  const inviting = one(search.invite) === '1'
  useShortcuts([{ keys: 'n', says: t('invite'), run: () => change({ invite: '1' }) }])

  const disable = async (user: Of<'UserOut'>, disabled: boolean) => {
    const { error } = await client
      .PATCH('/api/users/{id}', { params: { path: { id: user.id } }, body: { disabled } })
      .catch((error) => ({ error }))
    if (error) return tell(error)
    tellDone(t(disabled ? 'done' : 'enabled', { name: user.name }))
    void queries.invalidateQueries({ queryKey: ['get', '/api/users'] })
  }
  const askDisable = (user: Of<'UserOut'>) =>
    modals.openConfirmModal({
      title: t('disable', { name: user.name }),
      children: <Text size="sm">{t('disableAbout', { name: user.name })}</Text>,
      labels: { confirm: t('disableGo'), cancel: common('cancel') },
      confirmProps: { color: 'red' },
      onConfirm: () => void disable(user, true),
    })
  const makeLink = async (user: Of<'UserOut'>) => {
    const { data, error } = await client
      .POST('/api/users/{id}/link', { params: { path: { id: user.id } } })
      .catch((error) => ({ data: undefined, error }))
    if (!data) return tell(error)
    setLink({ user, link: data })
  }

  return (
    <>
      <Group align="flex-end" mb="sm">
        <FilterSearch placeholder={t('search')} />
        <FilterSelect
          name="role"
          w={170}
          label={t('role')}
          placeholder={t('anyRole')}
          data={ROLES.map((role) => ({ value: role, label: common(`role.${role}`) }))}
        />
        <FilterProgram />
        <FilterSelect
          name="state"
          w={150}
          label={t('state')}
          placeholder={t('anyState')}
          data={(['active', 'invited', 'disabled'] as const).map((state) => ({ value: state, label: t(state) }))}
        />
        <Button ml="auto" leftSection={<IconUserPlus size={16} aria-hidden />} onClick={() => change({ invite: '1' })}>
          {t('invite')}
        </Button>
      </Group>
      <Loaded query={users} lines={8}>
        {(all) => {
          const shown = fitting(all, filter)
          const counts = { shown: shown.length, all: all.length, invited: statesOf(all).invited ?? 0 }
          return (
            <>
              <Text size="sm" c="dimmed" mb="xs" role="status">
                {t('counts', counts)}
              </Text>
              {shown.length === 0 ? (
                <Empty title={t('noneFit')}>{t('noneFitAbout')}</Empty>
              ) : (
                <ListTable
                  minWidth={720}
                  canWidth={60}
                  heads={
                    <>
                      <Table.Th>{t('name')}</Table.Th>
                      <Table.Th>{t('role')}</Table.Th>
                      <Table.Th>{t('programs')}</Table.Th>
                      <Table.Th>{t('state')}</Table.Th>
                    </>
                  }
                >
                  {shown.map((user) => (
                    <UserLine
                      key={user.id}
                      user={user}
                      onChange={() => change({ user: user.id })}
                      onLink={() => void makeLink(user)}
                      onDisable={() => askDisable(user)}
                      onEnable={() => void disable(user, false)}
                    />
                  ))}
                </ListTable>
              )}
            </>
          )
        }}
      </Loaded>
      <Modal opened={inviting} onClose={() => change({ invite: undefined })} title={t('invite')} size="lg">
        <UserForm onDone={() => change({ invite: undefined })} />
      </Modal>
      <Modal
        opened={!!changed}
        onClose={() => change({ user: undefined })}
        title={t('change', { name: changed?.name ?? '' })}
        size="lg"
      >
        {changed && <UserForm key={changed.id} user={changed} onDone={() => change({ user: undefined })} />}
      </Modal>
      <Modal opened={!!link} onClose={() => setLink(undefined)} title={t('link')} size="lg">
        {link && <OneTimeLink name={link.user.name} link={link.link} invitation={link.user.state === 'invited'} />}
      </Modal>
    </>
  )
}
