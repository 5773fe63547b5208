import { useQueries } from '@tanstack/react-query'
import { client } from '~/api/client'
import { useCommon } from '~/words/common'
import { day } from '~/words/say'
import { useCalibrationWords } from './words'

/** The few conversations of a session in words: "Phone · Maren Oxley · 3 Nov 2026". Nothing of what the machine found in them. */
export function useConversationNames(ids: readonly string[]) {
  const t = useCalibrationWords()
  const common = useCommon()
  const asked = useQueries({
    queries: ids.map((id) => ({
      queryKey: ['get', '/api/conversations/{id}', { params: { path: { id } } }],
      queryFn: async () => {
        const { data, error } = await client.GET('/api/conversations/{id}', { params: { path: { id } } })
        if (!data) throw error
        return data
      },
      staleTime: 5 * 60_000,
    })),
  })
  return (id: string) => {
    const at = ids.indexOf(id)
    const facts = asked[at]?.data?.conversation
    if (!facts) return t('conversationNumber', { number: at + 1 })
    return [common(`channel.${facts.channel}` as 'channel.voice'), facts.agent?.name, day(facts.started_ms)]
      .filter(Boolean)
      .join(' · ')
  }
}
