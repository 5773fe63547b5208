import { Button, Stack } from '@mantine/core'
import { useState } from 'react'
import { useCommon } from '~/words/common'
import type { Mark } from '../reading/marks'
import { MarkCard } from './MarkCard'

const FIRST = 12

/** Marks one below the other; of many, the first few until somebody wants more. */
export function MarkList({ marks }: { marks: readonly Mark[] }) {
  const common = useCommon()
  const [most, setMost] = useState(FIRST)
  return (
    <Stack gap={6}>
      {marks.slice(0, most).map((mark) => (
        <MarkCard key={mark.id} mark={mark} />
      ))}
      {marks.length > most && (
        <Button size="compact-sm" variant="default" onClick={() => setMost(most + 4 * FIRST)}>
          {common('more')} ({marks.length - most})
        </Button>
      )}
    </Stack>
  )
}
