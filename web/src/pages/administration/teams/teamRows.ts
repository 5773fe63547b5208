import type { Of } from '~/api/client'

export interface TeamRow {
  team: Of<'TeamOut'>
  leads: string[]
  agents: number
}

/** Each team of a program with who leads it and how many agents it has, by name; and how many agents are in no team. */
export function teamRows(
  program: string,
  teams: readonly Of<'TeamOut'>[],
  users: readonly Of<'UserOut'>[],
  agents: readonly Of<'AgentOut'>[],
): { rows: TeamRow[]; teamless: number } {
  const inside = agents.filter((agent) => agent.program === program)
  const rows = teams
    .filter((team) => team.program === program)
    .map((team) => ({
      team,
      leads: users
        .filter((user) => user.role === 'lead' && user.state !== 'disabled')
        .filter((user) => user.programs.some((one) => one.program === program && one.team === team.id))
        .map((user) => user.name),
      agents: inside.filter((agent) => agent.team === team.id).length,
    }))
    .sort((a, b) => a.team.name.localeCompare(b.team.name))
  return { rows, teamless: inside.filter((agent) => !agent.team).length }
}
