import { Paper, Stack, Text, Title } from '@mantine/core'
import { useSession } from '~/api/session'
import { useItemText } from '~/pages/reviews/forms'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { moveOf } from './course'
import { DisputesTable } from './DisputesTable'
import { useDisputes } from './useDisputes'
import { useDisputeWords } from './words'

/** What waits for an answer, soonest first: mine to give, and others' to give. */
export function WaitingDisputes({ program }: { program: string | undefined }) {
  const t = useDisputeWords()
  const { user, role, agents } = useSession()
  const of = program ? { program } : {}
  const raised = useDisputes({ ...of, state: 'raised' })
  const appealed = useDisputes({ ...of, state: 'appealed' })
  const both = raised.data && appealed.data && [...raised.data, ...appealed.data].sort((a, b) => a.due_ms - b.due_ms)
  const textOf = useItemText((both?.length ?? 0) > 0)
  const query = { data: both, error: raised.error ?? appealed.error, isPending: !both, refetch: raised.refetch }
  return (
    <Loaded
      query={query}
      isEmpty={(rows) => rows.length === 0}
      empty={<Empty title={t('emptyWaiting')}>{t('emptyWaitingAbout')}</Empty>}
    >
      {(rows) => {
        const mine = rows.filter((row) => moveOf(row, { user: user.id, role, agents }).may !== null)
        const others = rows.filter((row) => !mine.includes(row))
        return (
          <Stack gap="md">
            {mine.length > 0 && (
              <Paper>
                <Title order={2} size="h5" mb="xs">
                  {t('forMe')}
                </Title>
                <DisputesTable disputes={mine} textOf={textOf} label={t('forMe')} />
              </Paper>
            )}
            {others.length > 0 && (
              <Paper>
                <Title order={2} size="h5">
                  {t('forOthers')}
                </Title>
                <Text size="sm" c="dimmed" mb="xs">
                  {t('forOthersAbout')}
                </Text>
                <DisputesTable disputes={others} textOf={textOf} label={t('forOthers')} />
              </Paper>
            )}
          </Stack>
        )
      }}
    </Loaded>
  )
}
