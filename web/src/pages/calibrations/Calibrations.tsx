import { Paper, Title } from '@mantine/core'
import { api } from '~/api/client'
import { useMay } from '~/api/session'
import { NotYours } from '~/pages/reviews/NotYours'
import { one, useAddress } from '~/search'
import { AddButton } from '~/ui/AddButton'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { Gates } from './Gates'
import { NewSession } from './NewSession'
import { SessionsTable } from './SessionsTable'
import { useCalibrationWords } from './words'

/** Calibration: the sessions with how far they are, and which questions may be used for evaluation; `?new=1` opens another session. */
export function Calibrations() {
  const t = useCalibrationWords()
  const common = useCommon()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const reviewer = useMay('administrator', 'manager', 'lead', 'analyst')
  const { search, change } = useAddress()
  const sessions = api.useQuery('get', '/api/calibrations', {}, { enabled: staff })
  const designing = reviewer && one(search.new) === '1'
  const start = reviewer && !designing && (
    <AddButton add={t('new')} onClick={() => change({ new: '1' }, { replace: false })} />
  )
  if (!staff) return <NotYours title={common('calibration')} />
  return (
    <Page title={common('calibration')} about={t('about')} actions={start}>
      {designing && <NewSession onClose={() => change({ new: undefined })} />}
      <Loaded
        query={sessions}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <Empty title={t('empty')} action={start}>
            {t('emptyAbout')}
          </Empty>
        }
      >
        {(rows) => (
          <>
            <Paper>
              <Title order={2} size="h5" mb="xs">
                {t('sessions')}
              </Title>
              <SessionsTable sessions={rows} />
            </Paper>
            <Gates sessions={rows} />
          </>
        )}
      </Loaded>
    </Page>
  )
}
