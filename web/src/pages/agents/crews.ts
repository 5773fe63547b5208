import type { Of } from '~/api/client'

type Agent = Of<'AgentOut'>

/** Agents of one team of one program, by name. */
export interface Crew {
  program: string
  team: string | null
  agents: Agent[]
}

/** Agents by program, then team, then name, as the names are told; those without a team stand last. Never by a result. */
export function crews(
  agents: readonly Agent[],
  nameOf: { program: (id: string) => string; team: (id: string) => string },
  q: string,
): Crew[] {
  const wanted = q.trim().toLowerCase()
  const found = new Map<string, Crew>()
  const matching = agents.filter(({ name, external_id }) => `${name} ${external_id}`.toLowerCase().includes(wanted))
  for (const agent of [...matching].sort((a, b) => a.name.localeCompare(b.name))) {
    const team = agent.team ?? null
    const key = `${agent.program} ${team ?? ''}`
    const crew = found.get(key) ?? { program: agent.program, team, agents: [] }
    crew.agents.push(agent)
    found.set(key, crew)
  }
  const said = ({ program, team }: Crew) => [nameOf.program(program), team === null ? '\uffff' : nameOf.team(team)]
  return [...found.values()].sort((a, b) => said(a).join('\u0000').localeCompare(said(b).join('\u0000')))
}

/** The skills of which there were most opportunities: those of which most can be said. */
export function commonest(rows: readonly { skill: string; opportunities: number }[], most: number): string[] {
  const sums = new Map<string, number>()
  for (const { skill, opportunities } of rows) sums.set(skill, (sums.get(skill) ?? 0) + opportunities)
  return [...sums.entries()]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, most)
    .map(([skill]) => skill)
}
