import { Grid, Stack, Text } from '@mantine/core'
import { useMay } from '~/api/session'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { Changes } from './Changes'
import { Counts } from './Counts'
import { DisputesDue } from './DisputesDue'
import { Help } from './Help'
import { HostilityLoad } from './HostilityLoad'
import { TeamSkills } from './TeamSkills'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.team',
  { waiting: 'Waiting for an answer', disputes: 'Disputes' },
  { waiting: '待处理', disputes: '申诉' },
)

/** What a lead, a coach, or a manager inside one program sees: the team's skills, what changed, whom to help, what waits, and the load. */
export function TeamOverview() {
  const t = useWords()
  const { program } = usePeriod()
  const protects = useMay('administrator', 'manager', 'lead')
  const answers = useMay('administrator', 'manager', 'lead', 'analyst')
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>
          <Help />
          <TeamSkills />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack>
          <Changes />
          <Panel title={t('waiting')}>
            <Stack gap="md">
              {answers && (
                <div>
                  <Text size="sm" fw={600} mb={4}>
                    {t('disputes')}
                  </Text>
                  <DisputesDue program={program} />
                </div>
              )}
              <Counts show={['mine', 'queue', 'assigned', 'fails', 'letters', 'jobs']} />
            </Stack>
          </Panel>
          {protects && <HostilityLoad />}
        </Stack>
      </Grid.Col>
    </Grid>
  )
}
