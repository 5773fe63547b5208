import type { Of } from '~/api/client'
import type { Role } from '~/api/session'
import { ROLES } from '../users/roles'

/** The people of a program by role, in the order of roles; disabled ones are left out. Administrators belong to every program. */
export function memberGroups(
  users: readonly Of<'UserOut'>[],
  program: string,
): { role: Role; users: Of<'UserOut'>[] }[] {
  const inside = users.filter(
    (user) =>
      user.state !== 'disabled' &&
      (user.role === 'administrator' || user.programs.some((one) => one.program === program)),
  )
  return ROLES.map((role) => ({
    role,
    users: inside.filter((user) => user.role === role).sort((a, b) => a.name.localeCompare(b.name)),
  })).filter((group) => group.users.length > 0)
}
