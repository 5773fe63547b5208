import { Button, Paper, Text } from '@mantine/core'
import { api } from '~/api/client'
import { useSampleWords } from './sampleWords'

/** How many reviews the team score still needs. */
export function Needed({ program, onTake }: { program: string; onTake: (count: number) => void }) {
  const t = useSampleWords()
  const { data } = api.useQuery('get', '/api/figures/team-score', { params: { query: { program } } })
  if (!data) return null
  const { state, reviews } = data.needed
  const known = (['enough', 'more', 'pilot', 'nothing'] as const).find((one) => one === state)
  if (!known) return null
  return (
    <Paper bg="var(--neutral-ground)" p="sm">
      <Text size="sm" fw={600}>
        {t('neededTitle')}
      </Text>
      <Text size="sm">{t(`needed.${known}`, { count: reviews, reviews: data.reviews })}</Text>
      {(known === 'more' || known === 'pilot') && reviews > 0 && (
        <Button size="compact-sm" variant="default" mt={6} onClick={() => onTake(reviews)}>
          {t('takeNeeded', { count: reviews })}
        </Button>
      )}
    </Paper>
  )
}
