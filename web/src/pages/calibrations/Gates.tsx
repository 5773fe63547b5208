import { Group, Paper, Select, Table, Text, Title } from '@mantine/core'
import { api, type Of } from '~/api/client'
import { useProgramName } from '~/api/names'
import { useSession } from '~/api/session'
import { useFormItems } from '~/pages/reviews/forms'
import { one, useAddress } from '~/search'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { WideTable } from '~/ui/WideTable'
import { useCommon } from '~/words/common'
import { useTextOf } from '~/words/say'
import { coefficient } from './agreed'
import { GateWords } from './GateWords'
import { RangeBar } from './RangeBar'
import { useCalibrationWords } from './words'

/** The gate of a form: its questions by their agreement in the last three sessions, those that may not be used first. */
export function Gates({ sessions }: { sessions: readonly Of<'CalibrationOut'>[] }) {
  const t = useCalibrationWords()
  const common = useCommon()
  const textOf = useTextOf()
  const program = useProgramName()
  const { programs } = useSession()
  const { search, change } = useAddress()
  const { data: forms } = api.useQuery('get', '/api/scorecards', {}, { staleTime: 60_000 })
  const measured = sessions.filter((session) => session.locked_ms != null)
  const keys = [...new Map(measured.map((session) => [`${session.program} ${session.scorecard}`, session])).entries()]
  const [key, session] = keys.find(([known]) => known === one(search.gates)) ?? keys[0] ?? []
  const gates = api.useQuery(
    'get',
    '/api/calibrations/gates',
    { params: { query: { program: session?.program ?? '', scorecard: session?.scorecard ?? '' } } },
    { enabled: !!session },
  )
  const form = useFormItems(session?.scorecard_hash)
  const unfit = gates.data?.filter((gate) => !gate.for_evaluation) ?? []
  return (
    <Paper component="section" aria-label={t('gates')}>
      <Group justify="space-between" align="flex-start" mb="xs">
        <div>
          <Title order={2} size="h5">
            {t('gates')}
          </Title>
          <Text size="sm" c="dimmed" maw="80ch">
            {t('gatesAbout')}
          </Text>
        </div>
        {keys.length > 1 && (
          <Select
            size="xs"
            w={280}
            aria-label={t('gatesForm')}
            allowDeselect={false}
            value={key ?? null}
            onChange={(value) => change({ gates: value ?? undefined })}
            data={keys.map(([value, known]) => ({
              value,
              label: [
                textOf(forms?.find((one) => one.hash === known.scorecard_hash)?.title) || known.scorecard,
                programs.length > 1 && program(known.program),
              ]
                .filter(Boolean)
                .join(' · '),
            }))}
          />
        )}
      </Group>
      {!session ? (
        <Empty title={t('gatesEmpty')}>{t('gatesEmptyAbout')}</Empty>
      ) : (
        <Loaded
          query={gates}
          isEmpty={(rows) => rows.length === 0}
          empty={<Empty title={t('gatesEmpty')}>{t('gatesEmptyAbout')}</Empty>}
        >
          {(rows) => (
            <>
              <Text size="sm" fw={600} mb="xs">
                {form.title && `${form.title}: `}
                {unfit.length > 0 ? t('unfitFirst', { count: unfit.length }) : t('allFit')}
              </Text>
              <WideTable minWidth={640} label={t('gates')}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('question')}</Table.Th>
                    <Table.Th>{t('alpha')}</Table.Th>
                    <Table.Th ta="end">{t('n')}</Table.Th>
                    <Table.Th ta="end">{t('gateSessions')}</Table.Th>
                    <Table.Th>{t('gate')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {[...rows]
                    .sort((a, b) => Number(a.for_evaluation) - Number(b.for_evaluation))
                    .map((gate) => (
                      <Table.Tr key={gate.item}>
                        <Table.Td maw={480}>{form.textOf(gate.item)}</Table.Td>
                        <Table.Td>
                          {gate.alpha != null && (
                            <Group gap={8} wrap="nowrap">
                              <RangeBar
                                value={gate.alpha}
                                interval={null}
                                from={-0.2}
                                to={1}
                                lines={[0.667, 0.8]}
                                words={`α ${coefficient(gate.alpha)} · ${common('n', { n: gate.n })}`}
                                width={120}
                              />
                              <Text span size="sm" fw={600}>
                                {coefficient(gate.alpha)}
                              </Text>
                            </Group>
                          )}
                        </Table.Td>
                        <Table.Td ta="end">{gate.n}</Table.Td>
                        <Table.Td ta="end">{gate.sessions}</Table.Td>
                        <Table.Td>
                          <GateWords gate={gate} />
                        </Table.Td>
                      </Table.Tr>
                    ))}
                </Table.Tbody>
              </WideTable>
            </>
          )}
        </Loaded>
      )}
    </Paper>
  )
}
