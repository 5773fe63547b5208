import { NavLink, Stack } from '@mantine/core'
import {
  IconAdjustments,
  IconChartLine,
  IconChecklist,
  IconClipboardCheck,
  IconFileImport,
  type IconFlask,
  IconHome,
  IconListDetails,
  IconMessages,
  IconScale,
  IconUsers,
  IconVocabulary,
} from '@tabler/icons-react'
import { Link, useRouterState } from '@tanstack/react-router'
import { type Role, useSession } from '~/api/session'
import { useCommon } from '~/words/common'

const STAFF: Role[] = ['administrator', 'manager', 'lead', 'analyst', 'coach']

/** Where each role can go, in the order of a day's work. */
const PLACES = [
  { to: '/', word: 'overview', Icon: IconHome, roles: [...STAFF, 'agent', 'client'] },
  { to: '/conversations', word: 'conversations', Icon: IconMessages, roles: [...STAFF, 'agent', 'client'] },
  { to: '/reviews', word: 'reviews', Icon: IconClipboardCheck, roles: STAFF },
  { to: '/disputes', word: 'disputes', Icon: IconScale, roles: [...STAFF, 'agent'] },
  { to: '/calibrations', word: 'calibration', Icon: IconAdjustments, roles: STAFF },
  { to: '/agents', word: 'agents', Icon: IconUsers, roles: [...STAFF, 'agent'] },
  { to: '/analytics', word: 'analytics', Icon: IconChartLine, roles: [...STAFF, 'agent', 'client'] },
  { to: '/scorecards', word: 'scorecards', Icon: IconChecklist, roles: [...STAFF, 'agent', 'client'] },
  { to: '/behaviours', word: 'behaviours', Icon: IconVocabulary, roles: [...STAFF, 'agent', 'client'] },
  { to: '/import', word: 'import', Icon: IconFileImport, roles: ['administrator', 'manager', 'analyst'] },
  { to: '/administration', word: 'administration', Icon: IconListDetails, roles: ['administrator', 'manager'] },
] as const satisfies readonly {
  to: string
  word: Parameters<ReturnType<typeof useCommon>>[0]
  Icon: typeof IconFlask
  roles: readonly Role[]
}[]

/** The places of the signed-in role. */
export function Navigation({ onGo }: { onGo: () => void }) {
  const t = useCommon()
  const { role } = useSession()
  const here = useRouterState({ select: (state) => state.location.pathname })
  return (
    <Stack gap={2}>
      {PLACES.filter(({ roles }) => (roles as readonly Role[]).includes(role)).map(({ to, word, Icon }) => {
        const active = to === '/' ? here === '/' : here.startsWith(to)
        return (
          <NavLink
            key={to}
            label={t(word)}
            leftSection={<Icon size={18} aria-hidden />}
            active={active}
            aria-current={active ? 'page' : undefined}
            onClick={onGo}
            renderRoot={(props) => <Link {...props} to={to} />}
          />
        )
      })}
    </Stack>
  )
}
