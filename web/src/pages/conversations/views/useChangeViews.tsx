import { Button, Group, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { useNavigate } from '@tanstack/react-router'
import { client, type Of, queries } from '~/api/client'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { addressOf } from './periodKept'
import { useViewWords } from './words'

export type View = Of<'ViewOut'>
type Kept = Pick<View, 'name' | 'query' | 'shared' | 'program'>

const body = ({ name, query, shared, program }: Kept) => ({ name, query, shared, program: shared ? program : null })

/** Keeping, changing and deleting views; what was deleted can be had back. Each says whether it worked. */
export function useChangeViews() {
  const t = useViewWords()
  const common = useCommon()
  const tell = useTellProblem()
  const navigate = useNavigate()
  const refresh = () => queries.invalidateQueries({ queryKey: ['get', '/api/views'] })
  const open = (id: string | undefined, query: string) =>
    void navigate({ to: '/conversations', search: { ...addressOf(query), view: id } as never, replace: true })

  const add = async (view: Kept): Promise<boolean> => {
    const { data, error } = await client
      .POST('/api/views', { body: body(view) })
      .catch((error) => ({ data: undefined, error }))
    if (!data) {
      tell(error)
      return false
    }
    await refresh()
    open(data.id, view.query)
    tellDone(t('kept', { name: view.name }))
    return true
  }

  const update = async ({ id }: View, view: Kept): Promise<boolean> => {
    const answer = client.PUT('/api/views/{id}', { params: { path: { id } }, body: body(view) })
    const { error } = await answer.catch((error) => ({ error }))
    if (error) {
      tell(error)
      return false
    }
    await refresh()
    tellDone(t('kept', { name: view.name }))
    return true
  }

  const remove = async (view: View): Promise<void> => {
    const answer = client.DELETE('/api/views/{id}', { params: { path: { id: view.id } } })
    const { error } = await answer.catch((error) => ({ error }))
    if (error) {
      tell(error)
      return
    }
    await refresh()
    open(undefined, view.query)
    const note = notifications.show({
      autoClose: 10_000,
      message: (
        <Group justify="space-between" wrap="nowrap">
          <Text size="sm">{t('deleted', { name: view.name })}</Text>
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => {
              notifications.hide(note)
              void add(view)
            }}
          >
            {common('undo')}
          </Button>
        </Group>
      ),
    })
  }
  return { add, update, remove }
}
