import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { client, type Of } from '~/api/client'
import { useLanguage } from '~/words/i18n'
import { turnsOf } from './typed'

const SOON = 500
const RULES_SOON = 900

/** Reads what is typed a moment after the typing stops; what was read before stays until the next answer is there. */
export function useReading(text: string, how: { channel: string; program?: string; rules?: string }) {
  const lang = useLanguage()
  const [settled] = useDebouncedValue(text, SOON)
  const [rules] = useDebouncedValue(how.rules, RULES_SOON)
  const turns = turnsOf(settled)
  const query = useQuery({
    queryKey: ['playground', lang, how.channel, how.program, rules, turns],
    enabled: turns.length > 0 || !!rules,
    staleTime: Number.POSITIVE_INFINITY,
    placeholderData: keepPreviousData,
    retry: false,
    queryFn: async ({ signal }): Promise<Of<'PlaygroundOut'>> => {
      // A rule is tested by its own examples where no conversation stands beside it.
      const body = {
        turns: turns.length > 0 ? turns : [{ who: 'agent', text: '…' }],
        channel: how.channel,
        program: how.program,
        rules,
      }
      const { data, error } = await client.POST('/api/playground', { params: { query: { lang } }, body, signal })
      if (!data) throw error
      return data
    },
  })
  return { ...query, empty: turns.length === 0, behind: settled !== text || rules !== how.rules || query.isFetching }
}
