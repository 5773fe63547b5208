import { Group, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { Clips } from '~/pages/overview/Clips'
import { PolarityIcon } from '~/ui/polarity'
import type { Who } from './who'

/** One thing that somebody does well: its name, how often, and a moment of it to look at. */
export function Praised({
  who: { agent, program, from },
  name,
  of,
  note,
  children,
}: {
  who: Pick<Who, 'agent' | 'program' | 'from'>
  name: string
  /** What the moment is looked for by. */
  of: { skill: string } | { behaviours: readonly string[] }
  note: boolean
  children: ReactNode
}) {
  return (
    <div>
      <Group gap={8}>
        <PolarityIcon polarity="for" size={20} />
        <Text fw={600}>{name}</Text>
        {children}
      </Group>
      <div style={{ marginTop: 6 }}>
        <Clips agent={agent} program={program} from={from} {...of} kind="done" count={1} note={note} />
      </div>
    </div>
  )
}
