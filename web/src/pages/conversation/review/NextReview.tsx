import { Button, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { words } from '~/words/i18n'

const useWords = words(
  'nextReview',
  {
    next_one: 'Next review ({{count}} left)',
    next_other: 'Next review ({{count}} left)',
    none: 'You have no other review to do.',
  },
  { next_other: '下一个复核（还剩 {{count}} 个）', none: '您没有其他待做的复核。' },
)

/** After a review: the next one of one's own. */
export function NextReview() {
  const t = useWords()
  const { data } = api.useQuery('get', '/api/reviews', {
    params: { query: { mine: true, state: 'assigned', limit: 200 } },
  })
  if (!data) return null
  // The list is newest first; what was given first is done first.
  const next = data.items.at(-1)
  if (!next)
    return (
      <Text size="sm" c="dimmed">
        {t('none')}
      </Text>
    )
  return (
    <Button
      size="xs"
      renderRoot={(props) => (
        <Link
          {...props}
          to="/conversations/$id"
          params={{ id: next.conversation }}
          search={{ review: next.id, tab: 'scorecard' }}
        />
      )}
    >
      {t('next', { count: data.items.length })}
    </Button>
  )
}
