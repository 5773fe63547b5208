import { Grid, Stack } from '@mantine/core'
import { useSession } from '~/api/session'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { Counts } from './Counts'
import { DisputesDue } from './DisputesDue'
import { HostilityLoad } from './HostilityLoad'
import { ProgramsTable } from './ProgramsTable'
import { TeamOverview } from './TeamOverview'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.manager',
  { waiting: 'Waiting', disputes: 'Disputes to answer' },
  { waiting: '待处理', disputes: '待答复的申诉' },
)

/** What a manager sees: programs side by side; inside one of them (or with one alone) its teams. */
export function ManagerOverview() {
  const t = useWords()
  const { programs } = useSession()
  const { program } = usePeriod()
  if (program) return <TeamOverview />
  return (
    <Stack>
      <ProgramsTable />
      {programs.length === 1 ? (
        <TeamOverview />
      ) : (
        <Grid gap="md">
          <Grid.Col span={{ base: 12, md: 6, lg: 3 }}>
            <Panel title={t('waiting')}>
              <Counts show={['queue', 'assigned', 'fails', 'letters', 'jobs']} />
            </Panel>
          </Grid.Col>
          <Grid.Col span={{ base: 12, md: 6, lg: 4 }}>
            <Panel title={t('disputes')}>
              <DisputesDue />
            </Panel>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <HostilityLoad />
          </Grid.Col>
        </Grid>
      )}
    </Stack>
  )
}
