import { useQuery } from '@tanstack/react-query'
import { api, client, type Of } from '~/api/client'

/** Which version of which form: by the hash of its text, or by name and version. */
export interface Wanted {
  hash?: string
  name?: string
  version?: number
  program: string
}

const fits = (wanted: Wanted) => (card: Of<'ScorecardOut'>) =>
  wanted.hash
    ? card.hash === wanted.hash
    : card.name === wanted.name && card.version === wanted.version && (!card.program || card.program === wanted.program)

/** The questions of a form, in its order. */
export function useForm(wanted: Wanted | undefined) {
  const list = api.useQuery('get', '/api/scorecards', {}, { enabled: !!wanted, staleTime: 60_000 })
  // A form of the program's own goes before one for all with the same name.
  const found = wanted
    ? list.data?.filter(fits(wanted)).sort((a, b) => (b.program ? 1 : 0) - (a.program ? 1 : 0))[0]
    : undefined
  const form = useQuery({
    queryKey: ['get', '/api/scorecards/{id}', { params: { path: { id: found?.id } } }],
    enabled: !!found,
    staleTime: 10 * 60_000,
    queryFn: async () => {
      const { data, error } = await client.GET('/api/scorecards/{id}', { params: { path: { id: found?.id ?? '' } } })
      if (!data) throw error
      return data
    },
  })
  return {
    card: found,
    sections: form.data?.form?.sections,
    pass: form.data?.form?.pass,
    error: list.error ?? form.error,
    /** The list is there and has no such form. */
    gone: !!list.data && !!wanted && !found,
  }
}
