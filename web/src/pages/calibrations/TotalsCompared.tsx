import { Paper, Stack, Table, Text, Title } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Of } from '~/api/client'
import { useUserName } from '~/api/names'
import { ConversationLink } from '~/ui/ConversationLink'
import { Empty } from '~/ui/Empty'
import { WideTable } from '~/ui/WideTable'
import { useCommon } from '~/words/common'
import { percent, points } from '~/words/say'
import { coefficient, iccWord } from './agreed'
import { BiasTable } from './BiasTable'
import { MACHINE } from './ItemGrid'
import { type Meant, MeantRows } from './MeantRows'
import { RangeBar } from './RangeBar'
import { useConversationNames } from './useConversationNames'
import { useCalibrationWords } from './words'

/** Totals by conversation and rater, how far they can be relied upon, and each rater beside the others. */
export function TotalsCompared({ told }: { told: Of<'ComparedOut'> }) {
  const t = useCalibrationWords()
  const common = useCommon()
  const userName = useUserName()
  const nameOf = useConversationNames(told.conversations)
  const name = (rater: string) => (rater === MACHINE ? t('machine') : (userName(rater) ?? common('somebody')))
  const machineAt = told.raters.indexOf(MACHINE)
  const anyTotal = told.totals.some((row) => row.some((total, at) => at !== machineAt && total != null))
  const { icc, within_five } = told
  const correlation = (value: number, interval: readonly number[] | null | undefined): ReactNode => {
    const [low, high] = [interval?.[0], interval?.[1]]
    const spread =
      low != null && high != null
        ? common('interval', { low: coefficient(low), high: coefficient(high) })
        : common('noInterval')
    return (
      <div style={{ display: 'flex', gap: 8, alignItems: 'center', flexWrap: 'wrap' }}>
        <RangeBar
          value={value}
          interval={interval}
          from={-0.2}
          to={1}
          lines={[0.5, 0.75, 0.9]}
          words={`${coefficient(value)} · ${spread}`}
        />
        <Text span size="sm" fw={600}>
          {coefficient(value)}, {t(`icc.${iccWord(value)}`)}
        </Text>
        <Text span size="xs" c="dimmed">
          {spread}
        </Text>
      </div>
    )
  }
  const figures: Meant[] = []
  if (icc) {
    figures.push([t('icc.single'), correlation(icc.single, icc.single_interval), t('icc.single.means')])
    if (icc.average != null) {
      figures.push([t('icc.average'), correlation(icc.average, icc.average_interval), t('icc.average.means')])
    }
  }
  if (within_five != null) figures.push([t('withinFive'), percent(within_five), t('withinFive.means')])
  return (
    <Stack gap="md">
      <Paper component="section" aria-label={t('totalsTable')}>
        <Title order={2} size="h5" mb="xs">
          {t('totalsTable')}
        </Title>
        <WideTable minWidth={560} label={t('totalsTable')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('conversation')}</Table.Th>
              {told.raters.map((rater) => (
                <Table.Th key={rater} ta="end">
                  {name(rater)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {told.conversations.map((id, at) => (
              <Table.Tr key={id}>
                <Table.Th fw={400}>
                  <ConversationLink id={id}>{nameOf(id)}</ConversationLink>
                </Table.Th>
                {told.raters.map((rater, column) => {
                  const total = told.totals[at]?.[column]
                  return (
                    <Table.Td key={rater} ta="end">
                      {total == null ? (
                        <Text span size="sm" c="dimmed">
                          {t('noTotal')}
                        </Text>
                      ) : (
                        points(total)
                      )}
                    </Table.Td>
                  )
                })}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </WideTable>
      </Paper>
      {!anyTotal ? (
        <Empty title={t('noTotals')}>{t('noTotalsAbout')}</Empty>
      ) : (
        <>
          <Paper component="section" aria-label={t('icc')}>
            <Title order={2} size="h5" mb="xs">
              {t('icc')}
            </Title>
            <WideTable minWidth={560} label={t('icc')} highlightOnHover={false}>
              <Table.Tbody>
                <MeantRows rows={figures} />
              </Table.Tbody>
            </WideTable>
          </Paper>
          <BiasTable bias={told.bias} name={name} />
        </>
      )}
    </Stack>
  )
}
