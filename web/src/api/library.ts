import { useQuery } from '@tanstack/react-query'
import { useLanguage } from '~/words/i18n'

interface Known {
  id: string
  name: { en: string; zh: string }
  skill: string
  polarity: string
}

// TODO(lead): typed by the schema once the call is in it.
const ask = async (): Promise<{ behaviours: Known[]; skills: { id: string; name: { en: string; zh: string } }[] }> => {
  const answer = await fetch('/api/behaviours')
  return answer.ok ? answer.json() : { behaviours: [], skills: [] }
}

const readable = (id: string) => id.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())

/** The behaviours and skills by id, with names in the reader's language. */
export function useLibrary() {
  const language = useLanguage()
  const { data } = useQuery({ queryKey: ['get', '/api/behaviours'], queryFn: ask, staleTime: Number.POSITIVE_INFINITY })
  const behaviours = data?.behaviours ?? []
  const skills = data?.skills ?? []
  return {
    behaviours,
    skills,
    behaviourName: (id: string) => behaviours.find((one) => one.id === id)?.name[language] ?? readable(id),
    skillName: (id: string) => skills.find((one) => one.id === id)?.name[language] ?? readable(id),
  }
}
