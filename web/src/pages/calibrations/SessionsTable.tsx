import { Anchor, Table, Text } from '@mantine/core'
import { useQueries } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { api, client, type Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useSession } from '~/api/session'
import { Due } from '~/pages/reviews/Due'
import { day, useTextOf } from '~/words/say'
import { StateBadge } from './StateBadge'
import { useCalibrationWords } from './words'

/** Sessions, newest first: what about, how far, and what is left for me. */
export function SessionsTable({ sessions }: { sessions: readonly Of<'CalibrationOut'>[] }) {
  const t = useCalibrationWords()
  const textOf = useTextOf()
  const program = useProgramName()
  const { user, programs } = useSession()
  const { data: forms } = api.useQuery('get', '/api/scorecards', {}, { staleTime: 60_000 })
  const mine = sessions.filter((one) => one.state === 'open' && one.raters.includes(user.id))
  const parts = useQueries({
    queries: mine.map(({ id }) => ({
      queryKey: ['get', '/api/calibrations/{id}', { params: { path: { id } } }],
      queryFn: async () => {
        const { data, error } = await client.GET('/api/calibrations/{id}', { params: { path: { id } } })
        if (!data) throw error
        return data
      },
    })),
  })
  const part = (session: Of<'CalibrationOut'>) => {
    if (!session.raters.includes(user.id)) return t('notRater')
    const whole = parts[mine.findIndex((one) => one.id === session.id)]?.data
    const done = whole?.progress.find((one) => one.rater === user.id)?.rated ?? 0
    return whole ? t('yoursOf', { done, all: session.conversations.length }) : ''
  }
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table aria-label={t('sessions')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('name')}</Table.Th>
            <Table.Th>{t('form')}</Table.Th>
            <Table.Th>{t('state')}</Table.Th>
            <Table.Th>{t('size')}</Table.Th>
            <Table.Th>{t('yours')}</Table.Th>
            <Table.Th>{t('due')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {sessions.map((session) => (
            <Table.Tr key={session.id}>
              <Table.Td>
                <Anchor
                  size="sm"
                  fw={600}
                  renderRoot={(props) => <Link {...props} to="/calibrations/$id" params={{ id: session.id }} />}
                >
                  {session.name}
                </Anchor>
                <Text size="xs" c="dimmed">
                  {[programs.length > 1 && program(session.program), t('openedOn', { day: day(session.created_ms) })]
                    .filter(Boolean)
                    .join(' · ')}
                </Text>
              </Table.Td>
              <Table.Td>
                {textOf(forms?.find((form) => form.hash === session.scorecard_hash)?.title) || session.scorecard}
              </Table.Td>
              <Table.Td>
                <StateBadge state={session.state} />
              </Table.Td>
              <Table.Td>
                {t('sizeOf', { conversations: session.conversations.length, raters: session.raters.length })}
              </Table.Td>
              <Table.Td>{session.state === 'open' ? part(session) : ''}</Table.Td>
              <Table.Td>{session.state === 'open' && <Due ms={session.due_ms} />}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
