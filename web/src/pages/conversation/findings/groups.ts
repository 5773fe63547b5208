import type { Mark } from '../reading/marks'

/** Marks by skill in the order in which skills are shown; what counts for no skill comes last. */
export function groupsOf(
  marks: readonly Mark[],
  skillOf: (behaviour: string) => string | undefined,
  order: readonly string[],
): { skill: string | undefined; marks: Mark[] }[] {
  const groups = new Map<string | undefined, Mark[]>()
  for (const mark of marks) {
    const named = skillOf(mark.behaviour)
    const skill = named === 'none' ? undefined : named
    groups.set(skill, [...(groups.get(skill) ?? []), mark])
  }
  const rank = (skill: string | undefined) => {
    if (skill === undefined) return order.length + 1
    const at = order.indexOf(skill)
    return at < 0 ? order.length : at
  }
  return [...groups].map(([skill, own]) => ({ skill, marks: own })).sort((a, b) => rank(a.skill) - rank(b.skill))
}
