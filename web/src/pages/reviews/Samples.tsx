import { Anchor, Button, Paper, Table, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { api } from '~/api/client'
import { useProgramName, useUserName } from '~/api/names'
import { useMay } from '~/api/session'
import { one, useAddress } from '~/search'
import { AddButton } from '~/ui/AddButton'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Page } from '~/ui/Page'
import { useCommon } from '~/words/common'
import { day } from '~/words/say'
import { NotYours } from './NotYours'
import { SampleWizard } from './SampleWizard'
import { StreamBadge } from './Stream'
import { useSampleWords } from './sampleWords'
import { openBySample } from './sampling'
import { useReviews } from './useReviews'

/** The samples that were drawn, and how far each is reviewed; `?new=1` designs another one. */
export function Samples() {
  const t = useSampleWords()
  const common = useCommon()
  const program = useProgramName()
  const user = useUserName()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const reviewer = useMay('administrator', 'manager', 'lead', 'analyst')
  const { search, change } = useAddress()
  const samples = api.useQuery('get', '/api/samples', {}, { enabled: staff })
  const open = useReviews({ state: 'assigned' }, staff)
  const bySample = openBySample(open.data ?? [])
  const designing = reviewer && one(search.new) === '1'

  const left = (id: string) => {
    if (!open.data) return '…'
    const n = bySample.get(id) ?? 0
    if (open.more) return t('atLeast', { count: n })
    return n === 0 ? t('allDone') : t('openReviews', { count: n })
  }
  const start = reviewer && !designing && (
    <AddButton add={t('new')} onClick={() => change({ new: '1' }, { replace: false })} />
  )
  if (!staff) return <NotYours title={t('title')} />
  return (
    <Page
      title={t('title')}
      about={t('about')}
      actions={
        <>
          <Button variant="default" renderRoot={(props) => <Link {...props} to="/reviews" />}>
            {t('toReviews')}
          </Button>
          {start}
        </>
      }
    >
      {designing && <SampleWizard onClose={() => change({ new: undefined })} />}
      <Loaded
        query={samples}
        isEmpty={(rows) => rows.length === 0}
        empty={
          <Empty title={t('empty')} action={start}>
            {t('emptyAbout')}
          </Empty>
        }
      >
        {(rows) => (
          <Paper>
            <Table.ScrollContainer minWidth={720}>
              <Table aria-label={t('title')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('drawn')}</Table.Th>
                    <Table.Th>{common('program')}</Table.Th>
                    <Table.Th>{t('chosenBy')}</Table.Th>
                    <Table.Th>{t('period')}</Table.Th>
                    <Table.Th>{t('size')}</Table.Th>
                    <Table.Th>{t('progress')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((sample) => (
                    <Table.Tr key={sample.id}>
                      <Table.Td>
                        <Anchor
                          size="sm"
                          fw={600}
                          renderRoot={(props) => <Link {...props} to="/samples/$id" params={{ id: sample.id }} />}
                        >
                          {day(sample.drawn_ms)}
                        </Anchor>
                        <Text size="xs" c="dimmed">
                          {sample.drawn_by.startsWith('token:')
                            ? t('byToken')
                            : t('by', { name: user(sample.drawn_by) ?? common('somebody') })}
                        </Text>
                      </Table.Td>
                      <Table.Td>{program(sample.program)}</Table.Td>
                      <Table.Td>
                        <StreamBadge stream={sample.stream} />
                      </Table.Td>
                      <Table.Td>
                        {t('periodOf', { from: day(sample.from_ms), until: day(sample.until_ms - 1) })}
                      </Table.Td>
                      <Table.Td>
                        {sample.stream === 'risk'
                          ? t('sizePicked', { n: sample.wanted })
                          : t('sizeOf', { n: sample.wanted, frame: sample.frame_size })}
                      </Table.Td>
                      <Table.Td>{left(sample.id)}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Paper>
        )}
      </Loaded>
    </Page>
  )
}
