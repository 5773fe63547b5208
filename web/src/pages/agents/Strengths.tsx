import { Stack } from '@mantine/core'
import { api } from '~/api/client'
import { PlaceWords } from '~/pages/overview/PlaceWords'
import { useSkills } from '~/pages/overview/useSkills'
import { useShared } from '~/pages/overview/words'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { DoneWell } from './DoneWell'
import { Praised } from './Praised'
import { strengths } from './strengths'
import type { Who } from './who'

const useWords = words(
  'agents.strengths',
  { own: 'What you do well', other: 'Strengths' },
  { own: '您做得好的地方', other: '长处' },
)

/** What a person does well: up to two skills, with a moment of each to look at. */
export function Strengths({ agent, program, from, own }: Who) {
  const t = useWords()
  const shared = useShared()
  const { heading } = useSkills()
  const query = api.useQuery('get', '/api/figures/skills', {
    params: { query: { by: 'agent', agent, program, from } },
  })
  return (
    <Panel title={t(own ? 'own' : 'other')}>
      <Loaded
        query={query}
        isEmpty={({ rows }) => strengths(rows).length === 0}
        empty={<DoneWell agent={agent} program={program} from={from} />}
      >
        {({ rows }) => (
          <Stack gap="lg">
            {strengths(rows).map((row, index) => (
              <Praised
                key={row.skill}
                who={{ agent, program, from }}
                name={heading(row.skill)}
                of={{ skill: row.skill }}
                note={index === 0}
              >
                <IntervalBar value={row.rate} interval={row.interval} n={row.n} />
                <ListLink query={row.conversations} size="xs">
                  {shared('takenOf', { taken: row.taken, count: row.opportunities })}
                </ListLink>
                {row.place === 'above' && <PlaceWords place="above" />}
              </Praised>
            ))}
          </Stack>
        )}
      </Loaded>
    </Panel>
  )
}
