import { api } from '~/api/client'
import { FoundChart } from './FoundChart'
import { ProgramPanels } from './ProgramPanels'
import { useAsked } from './useAsked'

/** Findings of one behaviour, for, against and neither, by whatever the bar groups by; one chart a program. */
export function FoundByGroup({ behaviour }: { behaviour: string }) {
  const { sieve, by } = useAsked()
  const told = api.useQuery('get', '/api/figures/behaviours', { params: { query: { by, ...sieve, behaviour } } })
  return (
    <ProgramPanels query={told} by={by}>
      {(own, { heading }, all) => <FoundChart by={by} rows={own} all={all} heading={heading} behaviour={behaviour} />}
    </ProgramPanels>
  )
}
