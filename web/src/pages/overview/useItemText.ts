import { useQueries } from '@tanstack/react-query'
import { api } from '~/api/client'
import { useTextOf } from '~/words/say'

const readable = (id: string) => id.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())

/** The question of a form's item, from the forms that the programs use now; its id made readable where no form has it. */
export function useItemText(programs: readonly string[]) {
  const textOf = useTextOf()
  const still = { staleTime: 10 * 60_000, enabled: programs.length > 0 }
  const settings = api.useQuery('get', '/api/programs', {}, still)
  const cards = api.useQuery('get', '/api/scorecards', {}, still)
  const used = (settings.data ?? [])
    .filter(({ id }) => programs.includes(id))
    .flatMap(({ settings }) => Object.values(settings.scorecards as Record<string, string>))
  const ids = new Set(
    (cards.data ?? []).filter(({ name, state }) => state === 'published' && used.includes(name)).map(({ id }) => id),
  )
  const forms = useQueries({
    queries: [...ids].map((id) => ({
      ...api.queryOptions('get', '/api/scorecards/{id}', { params: { path: { id } } }),
      staleTime: still.staleTime,
    })),
  })
  const items = forms.flatMap(({ data }) => data?.form?.sections.flatMap((section) => section.items) ?? [])
  return (item: string) => textOf(items.find((one) => one.item === item)?.text) || readable(item)
}
