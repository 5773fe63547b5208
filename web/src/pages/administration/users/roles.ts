import type { Role } from '~/api/session'
import { words } from '~/words/i18n'

export const ROLES: readonly Role[] = ['administrator', 'manager', 'lead', 'analyst', 'coach', 'agent', 'client']

/** The roles that somebody may give. */
export const rolesFrom = (role: Role) =>
  role === 'administrator' ? ROLES : ROLES.filter((one) => one !== 'administrator')

/** What each role is for, in one line. */
export const useRoleWords = words(
  'roles',
  {
    administrator: 'Everything, in every program: users, programs, settings, the audit log',
    manager: 'Everything inside the own programs: people, settings, sign-off, audit log',
    lead: 'Reads and reviews conversations; with a team, of that team alone',
    analyst: 'Imports conversations, reviews, calibrates, writes scorecards',
    coach: 'Reads conversations and results to coach',
    agent: 'Sees the own conversations and results alone, and can dispute them',
    client: 'Figures of the program, and conversations that were shared',
  },
  {
    administrator: '所有项目的全部权限：用户、项目、设置、审计日志',
    manager: '所属项目内的全部权限：成员、设置、告知书签署、审计日志',
    lead: '查看并复核会话；指定班组后仅限该班组',
    analyst: '导入会话、质检复核、参加校准、编写评分表',
    coach: '查看会话与结果，用于辅导',
    agent: '只看到自己的会话与结果，可提出申诉',
    client: '查看项目汇总数据，以及已共享的会话',
  },
)
