import { useLanguage } from '~/words/i18n'
import { api } from './client'

const readable = (id: string) => id.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())

/** The behaviours and skills, and their names in the reader's language; until they are there, names are made of ids. */
export function useLibrary() {
  const language = useLanguage()
  const { data } = api.useQuery('get', '/api/behaviours', {}, { staleTime: Number.POSITIVE_INFINITY })
  const behaviours = data?.behaviours ?? []
  const skills = data?.skills ?? []
  return {
    behaviours,
    skills,
    behaviourName: (id: string) => behaviours.find((one) => one.id === id)?.name[language] ?? readable(id),
    skillName: (id: string) => skills.find((one) => one.skill === id)?.name[language] ?? readable(id),
  }
}
