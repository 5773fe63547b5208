import type { Of } from '~/api/client'

type User = Of<'UserOut'>

export interface UserFilter {
  q?: string
  role?: string
  program?: string
  state?: string
}

const plain = (text: string) => text.normalize('NFKC').toLowerCase()

/** Those users whose name or address holds every word, and who fit role, program and state. An administrator belongs to every program. */
export function fitting(users: readonly User[], { q, role, program, state }: UserFilter): User[] {
  const asked = plain(q ?? '')
    .split(/\s+/)
    .filter(Boolean)
  return users.filter((user) => {
    const text = plain(`${user.name} ${user.email}`)
    const inside = user.role === 'administrator' || user.programs.some((one) => one.program === program)
    return (
      asked.every((word) => text.includes(word)) &&
      (!role || user.role === role) &&
      (!state || user.state === state) &&
      (!program || inside)
    )
  })
}

/** How many are in each state, of all users. */
export function statesOf(users: readonly User[]): Record<string, number> {
  const found: Record<string, number> = { active: 0, invited: 0, disabled: 0 }
  for (const { state } of users) found[state] = (found[state] ?? 0) + 1
  return found
}
