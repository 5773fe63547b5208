import { Grid, Stack } from '@mantine/core'
import { Panel } from '~/ui/Panel'
import { words } from '~/words/i18n'
import { Agreement } from './Agreement'
import { Counts } from './Counts'
import { DisputesDue } from './DisputesDue'
import { FailsProposed } from './FailsProposed'
import { MyQueue } from './MyQueue'
import { usePeriod } from './usePeriod'

const useWords = words(
  'overview.analyst',
  { disputes: 'Disputes to answer', others: 'Elsewhere' },
  { disputes: '待答复的申诉', others: '其他待办' },
)

/** What a quality analyst sees: the own queue, disputes and fails that wait for a person, and how far people agree. */
export function AnalystOverview() {
  const t = useWords()
  const { program } = usePeriod()
  return (
    <Grid gap="md">
      <Grid.Col span={{ base: 12, lg: 8 }}>
        <Stack>
          <MyQueue />
          <Agreement />
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 4 }}>
        <Stack>
          <Panel title={t('disputes')}>
            <DisputesDue program={program} />
          </Panel>
          <FailsProposed />
          <Panel title={t('others')}>
            <Counts show={['queue', 'letters']} />
          </Panel>
        </Stack>
      </Grid.Col>
    </Grid>
  )
}
