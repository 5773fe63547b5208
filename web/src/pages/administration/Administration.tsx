import { Button, Tabs } from '@mantine/core'
import { IconListCheck } from '@tabler/icons-react'
import { Link, useNavigate, useParams } from '@tanstack/react-router'
import { type ComponentType, lazy, Suspense } from 'react'
import { useSession } from '~/api/session'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { words } from '~/words/i18n'
import { type Part, partsOf } from './parts'

const useWords = words(
  'administration',
  {
    about: 'Who may come in, what each program wants, and whether everything runs.',
    start: 'First steps',
    users: 'Users',
    agents: 'Agents',
    teams: 'Teams',
    programs: 'Programs',
    tokens: 'Tokens',
    webhooks: 'Webhooks',
    audit: 'Audit log',
    queue: 'Queue',
    health: 'Health',
    forbidden: 'Administration is for administrators and managers',
    forbiddenAbout: 'Ask one of them to invite somebody or to change a program.',
    nowhere: 'There is no such part',
  },
  {
    about: '谁可以进来、各项目怎么设置、系统是否正常运行。',
    start: '新手步骤',
    users: '用户',
    agents: '坐席',
    teams: '班组',
    programs: '项目',
    tokens: '令牌',
    webhooks: 'Webhook',
    audit: '审计日志',
    queue: '任务队列',
    health: '系统状态',
    forbidden: '只有管理员和运营经理可以进入管理',
    forbiddenAbout: '需要邀请成员或修改项目设置，请联系他们。',
    nowhere: '没有这一部分',
  },
)

const load = (from: () => Promise<ComponentType>) => lazy(async () => ({ default: await from() }))

/** Each part comes when somebody opens it. */
const SHOWN: Record<Part, ComponentType> = {
  users: load(async () => (await import('./users/Users')).Users),
  agents: load(async () => (await import('./agents/AgentRecords')).AgentRecords),
  teams: load(async () => (await import('./teams/Teams')).Teams),
  programs: load(async () => (await import('./programs/Programs')).Programs),
  tokens: load(async () => (await import('./tokens/Tokens')).Tokens),
  webhooks: load(async () => (await import('./webhooks/Webhooks')).Webhooks),
  audit: load(async () => (await import('./audit/Audit')).Audit),
  queue: load(async () => (await import('./queue/Queue')).Queue),
  health: load(async () => (await import('./health/Health')).Health),
}

const WAITING = { data: undefined, error: null, isPending: true }

/** People, programs, tokens, the audit log, the queue and the state of the system, each under a tab with an address of its own. */
export function Administration() {
  const t = useWords()
  const common = useCommon()
  const { role } = useSession()
  const navigate = useNavigate()
  const { part: asked } = useParams({ strict: false })
  const parts = partsOf(role)
  const part = asked ? parts.find((one) => one.part === asked)?.part : parts[0]?.part
  const Shown = part && SHOWN[part]
  if (parts.length === 0)
    return (
      <Page title={common('administration')}>
        <Empty title={t('forbidden')}>{t('forbiddenAbout')}</Empty>
      </Page>
    )
  return (
    <Page
      title={common('administration')}
      about={t('about')}
      actions={
        <Button
          variant="default"
          leftSection={<IconListCheck size={16} aria-hidden />}
          renderRoot={(props) => <Link {...props} to="/start" />}
        >
          {t('start')}
        </Button>
      }
    >
      <Tabs
        value={part ?? null}
        onChange={(to) => to && void navigate({ to: '/administration/$part', params: { part: to } })}
        activateTabWithKeyboard={false}
        keepMounted={false}
      >
        <Tabs.List aria-label={common('administration')} mb="md">
          {parts.map((one) => (
            <Tabs.Tab key={one.part} value={one.part}>
              {t(one.part)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        {part && Shown ? (
          <Tabs.Panel value={part}>
            <Suspense fallback={<Loaded query={WAITING}>{() => null}</Loaded>}>
              <Shown />
            </Suspense>
          </Tabs.Panel>
        ) : (
          <Empty title={t('nowhere')} />
        )}
      </Tabs>
    </Page>
  )
}
