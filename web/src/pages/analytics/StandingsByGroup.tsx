import { api } from '~/api/client'
import { ProgramPanels } from './ProgramPanels'
import { StandingsChart } from './StandingsChart'
import { useAsked } from './useAsked'

/** How conversations stand, in parts, by whatever the bar groups by. */
export function StandingsByGroup() {
  const { sieve, by } = useAsked()
  const now = api.useQuery('get', '/api/figures/scores', { params: { query: { by, ...sieve } } })
  return (
    <ProgramPanels query={now} by={by}>
      {(own, { heading }) => <StandingsChart by={by} rows={own} heading={heading} />}
    </ProgramPanels>
  )
}
