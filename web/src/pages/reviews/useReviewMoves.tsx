import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { api, queries } from '~/api/client'
import { useTellProblem } from '~/ui/Problem'
import { useReviewWords } from './words'

const asked = () => queries.invalidateQueries({ queryKey: ['get', '/api/reviews'] })

/** Taking, giving back and assigning reviews; giving back can be undone from what tells of it. */
export function useReviewMoves() {
  const t = useReviewWords()
  const onError = useTellProblem()
  const onSuccess = () => void asked()
  const take = api.useMutation('post', '/api/reviews/{id}/take', { onSuccess, onError })
  const release = api.useMutation('post', '/api/reviews/{id}/release', { onSuccess, onError })
  const assign = api.useMutation('post', '/api/reviews/{id}/assign', { onSuccess, onError })
  const told = (id: string, message: string, undo?: () => void) =>
    notifications.show({
      id,
      color: 'teal',
      autoClose: undo ? 8_000 : 3_000,
      message: (
        <Group justify="space-between" gap="xs" wrap="nowrap">
          <Text size="sm">{message}</Text>
          {undo && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                undo()
                notifications.hide(id)
              }}
            >
              {t('takeAgain')}
            </Button>
          )}
        </Group>
      ),
    })
  const path = (id: string) => ({ params: { path: { id } } })
  return {
    busy: take.isPending || release.isPending || assign.isPending,
    take: (id: string, then?: () => void) =>
      take.mutate(path(id), {
        onSuccess: () => {
          told(id, t('taken'))
          then?.()
        },
      }),
    release: (id: string) =>
      release.mutate(path(id), { onSuccess: () => told(id, t('released'), () => take.mutate(path(id))) }),
    assign: (id: string, reviewer: string | null, name: string) =>
      assign.mutate(
        { ...path(id), body: { reviewer } },
        { onSuccess: () => told(id, reviewer ? t('assigned', { name }) : t('released')) },
      ),
  }
}
