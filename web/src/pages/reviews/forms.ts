import { useQueries } from '@tanstack/react-query'
import { api, client, type Of } from '~/api/client'
import { useTextOf } from '~/words/say'
import type { FormItem } from './answers'

const readable = (id: string) => id.replaceAll('_', ' ').replace(/^./, (first) => first.toUpperCase())

const asked = (id: string, enabled: boolean) => ({
  queryKey: ['get', '/api/scorecards/{id}', { params: { path: { id } } }],
  queryFn: async () => {
    const { data, error } = await client.GET('/api/scorecards/{id}', { params: { path: { id } } })
    if (!data) throw error
    return data
  },
  staleTime: 10 * 60_000,
  enabled,
})

type Whole = Of<'WholeScorecardOut'>
const itemsOf = (card: Whole): FormItem[] => card.form?.sections.flatMap((section) => section.items) ?? []

/** The items of one version of a form, by its hash, in the form's order; none while it loads. */
export function useFormItems(hash: string | undefined) {
  const { data: all } = api.useQuery('get', '/api/scorecards', {}, { enabled: !!hash, staleTime: 60_000 })
  const card = all?.find((one) => one.hash === hash)
  const [loaded] = useQueries({ queries: [asked(card?.id ?? '', !!card)] })
  const text = useTextOf()
  const items = loaded.data ? itemsOf(loaded.data) : []
  return {
    items,
    title: card ? text(card.title) || card.name : '',
    item: (id: string) => items.find((one) => one.item === id),
    textOf: (id: string) => text(items.find((one) => one.item === id)?.text) || id,
  }
}

/** The question behind an item's id, as the published forms ask it; the same id asks the same in all of them. */
export function useItemText(enabled: boolean) {
  const { data: all } = api.useQuery('get', '/api/scorecards', {}, { enabled, staleTime: 60_000 })
  const wanted = (all ?? []).filter((card) => card.state === 'published')
  const loaded = useQueries({ queries: wanted.map((card) => asked(card.id, enabled)) })
  const text = useTextOf()
  const known = new Map(loaded.flatMap(({ data }) => (data ? itemsOf(data) : [])).map((item) => [item.item, item.text]))
  return (id: string) => text(known.get(id)) || readable(id)
}
