import { Stack } from '@mantine/core'
import { useState } from 'react'
import type { Of } from '~/api/client'
import { useSession } from '~/api/session'
import { ProgramSelect } from '~/ui/ProgramSelect'
import { useTextOf } from '~/words/say'
import { PublishStep } from './PublishStep'
import { Rescore } from './Rescore'
import { WhoWouldChange } from './WhoWouldChange'

/** From a draft to what holds, in the order in which it is done: see who would change, publish, judge the past again. */
export function Publishing({ card }: { card: Of<'WholeScorecardOut'> }) {
  const { programs } = useSession()
  const [chosen, choose] = useState(card.program ?? programs[0]?.id)
  const text = useTextOf()
  const names = new Map(
    card.form?.sections.flatMap((section) => section.items.map((item) => [item.item, text(item.text)])),
  )
  const program = programs.find((one) => one.id === chosen)
  return (
    <Stack>
      {card.program == null && programs.length > 1 && (
        <ProgramSelect w={260} value={chosen ?? null} onChange={(value) => value && choose(value)} />
      )}
      {program && card.state !== 'retired' && (
        <WhoWouldChange
          key={program.id}
          by="version"
          judgedBy={{ scorecard: card.id }}
          program={program}
          itemName={(id) => names.get(id) ?? id}
        />
      )}
      <PublishStep card={card} />
      {program && <Rescore key={`again ${program.id}`} program={program} />}
    </Stack>
  )
}
