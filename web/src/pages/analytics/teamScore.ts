import type { Of } from '~/api/client'
import type { Reader } from './asked'

/** A corrected score with the name of its team. */
export type Corrected = Of<'TeamScore'> & { name: string }

/** What must be asked one by one: each program as a whole, then its teams; a lead's own teams alone. */
export function teamsAsked(
  programs: readonly string[],
  teams: readonly { id: string; program: string }[],
  { role, teams: own }: Reader,
): { program: string; team?: string }[] {
  const limited = role === 'lead' && own.length > 0
  return programs.flatMap((program) => [
    ...(limited ? [] : [{ program }]),
    ...teams
      .filter((team) => team.program === program && (!limited || own.includes(team.id)))
      .map(({ id }) => ({ program, team: id })),
  ])
}

/** What is to be done next: nothing, so many reviews more, so many first, or there is nothing to review. */
export type Need = 'enough' | 'more' | 'pilot' | 'nothing'
export const needOf = ({ needed }: Pick<Corrected, 'needed'>): Need => {
  const known: Need[] = ['enough', 'more', 'pilot', 'nothing']
  return known.find((state) => state === needed.state) ?? 'nothing'
}
