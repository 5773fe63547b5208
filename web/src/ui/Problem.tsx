import { Alert, Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { IconAlertTriangle } from '@tabler/icons-react'
import { isProblem } from '~/api/client'
import { useCommon } from '~/words/common'

/** What happened and what to do, in words, from anything that was thrown. */
export function useProblemText() {
  const t = useCommon()
  return (thrown: unknown): string => {
    if (!isProblem(thrown)) return thrown instanceof Error ? thrown.message : String(thrown)
    if (thrown.code === 'offline') return t('problemOffline')
    const mistakes = (thrown.errors ?? []).map((one) => (one.line ? `${one.line}: ${one.message}` : one.message))
    return [thrown.detail || thrown.title, ...mistakes].join('\n')
  }
}

/** An error in place of what it kept from showing; `retry` tries again. */
export function ProblemNote({ problem, retry }: { problem: unknown; retry?: () => void }) {
  const t = useCommon()
  const text = useProblemText()
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('problemTitle')}>
      <div style={{ whiteSpace: 'pre-line' }}>{text(problem)}</div>
      {retry && (
        <Group mt="sm">
          <Button size="xs" variant="default" onClick={retry}>
            {t('retry')}
          </Button>
        </Group>
      )}
    </Alert>
  )
}

/** Tells of a change that failed, without taking anything from the page: `onError: tell`. */
export function useTellProblem() {
  const t = useCommon()
  const text = useProblemText()
  return (thrown: unknown) =>
    notifications.show({ color: 'red', title: t('problemTitle'), message: text(thrown), autoClose: 10_000 })
}

/** Tells that something was done, in few words. */
export const tellDone = (message: string) => notifications.show({ color: 'teal', message, autoClose: 3_000 })
