import type { Of } from '~/api/client'

export interface AgentFilter {
  q?: string
  program?: string
  team?: string
  /** What they do not have yet: `team` or `user`. */
  lacks?: string
}

/** Those agents whose name, or name in conversations, holds the text, and who fit the rest. */
export function fittingAgents(agents: readonly Of<'AgentOut'>[], { q, program, team, lacks }: AgentFilter) {
  const asked = (q ?? '').normalize('NFKC').trim().toLowerCase()
  return agents.filter(
    (agent) =>
      `${agent.name} ${agent.external_id}`.normalize('NFKC').toLowerCase().includes(asked) &&
      (!program || agent.program === program) &&
      (!team || agent.team === team) &&
      (lacks !== 'team' || !agent.team) &&
      (lacks !== 'user' || !agent.user),
  )
}
