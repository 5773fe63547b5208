import { Button, Group } from '@mantine/core'
import type { ReactNode } from 'react'
import { useCommon } from '~/words/common'
import { ProblemNote } from './Problem'

/** The end of a form: what kept it from being sent, the way out where there is one, and the button that sends it. */
export function FormFoot({
  wrong,
  busy,
  disabled,
  onCancel,
  children,
}: {
  wrong?: unknown
  busy: boolean
  disabled?: boolean
  onCancel?: () => void
  /** What sending does, in a word. */
  children: ReactNode
}) {
  const common = useCommon()
  return (
    <>
      {wrong !== undefined && <ProblemNote problem={wrong} />}
      <Group justify={onCancel ? 'flex-end' : 'flex-start'}>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {common('cancel')}
          </Button>
        )}
        <Button type="submit" loading={busy} disabled={disabled}>
          {children}
        </Button>
      </Group>
    </>
  )
}

/** The end of a form that was sent and shows what came of it. */
export function CloseFoot({ onClose }: { onClose: () => void }) {
  const common = useCommon()
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={onClose}>
        {common('close')}
      </Button>
    </Group>
  )
}
