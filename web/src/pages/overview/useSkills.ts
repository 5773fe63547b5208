import { useLibrary } from '~/api/library'

const capital = (text: string) => text.replace(/^\p{L}/u, (first) => first.toUpperCase())

/** Skills by name, at the head of a line and inside a sentence, and which behaviours count for each. */
export function useSkills() {
  const { behaviours, behaviourName, skillName } = useLibrary()
  return {
    behaviourName,
    inSentence: skillName,
    heading: (skill: string) => capital(skillName(skill)),
    behavioursOf: (skill: string) => new Set(behaviours.filter((one) => one.skill === skill).map(({ id }) => id)),
    skillOf: (behaviour: string) => behaviours.find(({ id }) => id === behaviour)?.skill,
  }
}
