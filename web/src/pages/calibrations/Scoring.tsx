import { Button, Group, Paper, Progress, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core'
import { modals } from '@mantine/modals'
import { IconCheck, IconCircleDashed, IconLock } from '@tabler/icons-react'
import { Link, useNavigate } from '@tanstack/react-router'
import { api, type Of, queries } from '~/api/client'
import { useUserName } from '~/api/names'
import { useSession } from '~/api/session'
import { tellDone, useTellProblem } from '~/ui/Problem'
import { useShortcuts } from '~/ui/shortcuts'
import { useCommon } from '~/words/common'
import { useConversationNames } from './useConversationNames'
import { useCalibrationWords } from './words'

/** The blind part: what I still have to score, how far everybody is, and the lock for whoever organises. */
export function Scoring({ session, organiser }: { session: Of<'CalibrationWhole'>; organiser: boolean }) {
  const t = useCalibrationWords()
  const common = useCommon()
  const { user } = useSession()
  const userName = useUserName()
  const navigate = useNavigate()
  const tell = useTellProblem()
  const nameOf = useConversationNames(session.conversations)
  const rater = session.raters.includes(user.id)
  const scored = (id: string) => session.ratings.some((one) => one.rater === user.id && one.conversation === id)
  const next = rater ? session.conversations.find((id) => !scored(id)) : undefined
  useShortcuts([
    {
      keys: 's',
      says: t('score'),
      run: () => {
        if (next) void navigate({ to: '/conversations/$id', params: { id: next }, search: { calibration: session.id } })
      },
    },
  ])
  const all = session.conversations.length
  const done = (id: string) => session.progress.find((one) => one.rater === id)?.rated ?? 0
  const name = (id: string) => userName(id) ?? common('somebody')
  const missing = session.raters.filter((id) => done(id) < all)
  const lock = api.useMutation('post', '/api/calibrations/{id}/lock', {
    onSuccess: () => {
      tellDone(t('locked'))
      void queries.invalidateQueries({
        predicate: ({ queryKey }) => String(queryKey[1]).startsWith('/api/calibrations'),
      })
    },
    onError: tell,
  })
  const ask = () =>
    modals.openConfirmModal({
      title: t('lockTitle'),
      children: (
        <Text size="sm">
          {missing.length === 0 ? t('lockAll') : t('lockMissing', { names: missing.map(name).join(', ') })}
        </Text>
      ),
      labels: { confirm: t('lock'), cancel: common('cancel') },
      confirmProps: missing.length > 0 ? { color: 'red' } : {},
      onConfirm: () => lock.mutate({ params: { path: { id: session.id } } }),
    })
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      {rater && (
        <Paper component="section" aria-label={t('scoring')}>
          <Title order={2} size="h5">
            {t('scoring')}
          </Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('scoringAbout')}
          </Text>
          <Table aria-label={t('scoring')}>
            <Table.Tbody>
              {session.conversations.map((id) => (
                <Table.Tr key={id}>
                  <Table.Td>{nameOf(id)}</Table.Td>
                  <Table.Td>
                    <Group gap={4} wrap="nowrap">
                      {scored(id) ? (
                        <IconCheck size={16} aria-hidden style={{ color: 'var(--for)' }} />
                      ) : (
                        <IconCircleDashed size={16} aria-hidden style={{ color: 'var(--quiet)' }} />
                      )}
                      <Text size="sm">{t(scored(id) ? 'scored' : 'notScored')}</Text>
                    </Group>
                  </Table.Td>
                  <Table.Td ta="end">
                    <Button
                      size="compact-sm"
                      variant={id === next ? 'filled' : 'default'}
                      aria-label={`${t(scored(id) ? 'scoreAgain' : 'score')}: ${nameOf(id)}`}
                      renderRoot={(props) => (
                        <Link {...props} to="/conversations/$id" params={{ id }} search={{ calibration: session.id }} />
                      )}
                    >
                      {t(scored(id) ? 'scoreAgain' : 'score')}
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Paper>
      )}
      <Paper component="section" aria-label={t('progress')}>
        <Title order={2} size="h5" mb="xs">
          {t('progress')}
        </Title>
        <Stack gap="sm">
          {session.raters.map((id) => (
            <div key={id}>
              <Group justify="space-between" mb={2}>
                <Text size="sm">{name(id)}</Text>
                <Text size="sm" c="dimmed">
                  {t('progressOf', { done: done(id), all })}
                </Text>
              </Group>
              <Progress
                value={(100 * done(id)) / all}
                aria-label={`${name(id)}: ${t('progressOf', { done: done(id), all })}`}
              />
            </div>
          ))}
          {organiser && (
            <Group justify="space-between" mt="sm">
              <Text size="sm" c="dimmed" maw="40ch">
                {t('lockAbout')}
              </Text>
              <Button
                leftSection={<IconLock size={16} aria-hidden />}
                variant={missing.length > 0 ? 'default' : 'filled'}
                loading={lock.isPending}
                onClick={ask}
              >
                {t('lock')}
              </Button>
            </Group>
          )}
        </Stack>
      </Paper>
    </SimpleGrid>
  )
}
