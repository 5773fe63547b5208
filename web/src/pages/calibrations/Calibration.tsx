import { Group, Text } from '@mantine/core'
import { useParams } from '@tanstack/react-router'
import { api, type Of } from '~/api/client'
import { useProgramName, useUserName } from '~/api/names'
import { useMay, useSession } from '~/api/session'
import { Due } from '~/pages/reviews/Due'
import { useFormItems } from '~/pages/reviews/forms'
import { NotYours } from '~/pages/reviews/NotYours'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { Compared } from './Compared'
import { Scoring } from './Scoring'
import { StateBadge } from './StateBadge'
import { useCalibrationWords } from './words'

/** One session: while it is open my blind scoring and how far everybody is; once it is locked how far people agree. */
export function Calibration() {
  const t = useCalibrationWords()
  const { id } = useParams({ strict: false }) as { id: string }
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const asked = api.useQuery('get', '/api/calibrations/{id}', { params: { path: { id } } }, { enabled: staff })
  if (asked.data) return <Known session={asked.data} />
  if (!staff) return <NotYours title={t('session')} />
  return (
    <Page title={t('session')}>
      <Loaded query={asked}>{() => null}</Loaded>
    </Page>
  )
}

function Known({ session }: { session: Of<'CalibrationWhole'> }) {
  const t = useCalibrationWords()
  const common = useCommon()
  const { user, role } = useSession()
  const userName = useUserName()
  const program = useProgramName()
  const form = useFormItems(session.scorecard_hash)
  const organiser = session.created_by === user.id || role === 'administrator'
  const by = session.created_by === user.id ? t('you') : (userName(session.created_by) ?? common('somebody'))
  return (
    <Page
      title={session.name}
      about={[program(session.program), form.title || session.scorecard, t('organisedBy', { name: by })].join(' · ')}
    >
      <Group gap="sm">
        <StateBadge state={session.state} />
        {session.state === 'open' ? (
          <Due ms={session.due_ms} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('rough', { n: session.conversations.length })}
          </Text>
        )}
      </Group>
      {session.state === 'open' ? (
        <Scoring session={session} organiser={organiser} />
      ) : (
        <Compared session={session} form={form} organiser={organiser} />
      )}
    </Page>
  )
}
