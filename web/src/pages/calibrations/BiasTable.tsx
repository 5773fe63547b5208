import { Group, Paper, Table, Text, Title } from '@mantine/core'
import type { Of } from '~/api/client'
import { WideTable } from '~/ui/WideTable'
import { useCommon } from '~/words/common'
import { biasWord, signed } from './agreed'
import { RangeBar } from './RangeBar'
import { useCalibrationWords } from './words'

const WIDE = 30

/** Each rater beside the mean of the other people: the difference with its interval around nought, in words too. */
export function BiasTable({ bias, name }: { bias: readonly Of<'BiasOut'>[]; name: (rater: string) => string }) {
  const t = useCalibrationWords()
  const common = useCommon()
  const range = (ends: readonly number[] | null | undefined) => {
    const [low, high] = [ends?.[0], ends?.[1]]
    return low == null || high == null ? '–' : t('rangeOf', { low: signed(low), high: signed(high) })
  }
  return (
    <Paper component="section" aria-label={t('bias')}>
      <Title order={2} size="h5">
        {t('bias')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs" maw="80ch">
        {t('biasAbout')}
      </Text>
      <WideTable minWidth={640} label={t('bias')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('rater')}</Table.Th>
            <Table.Th>{t('biasMean')}</Table.Th>
            <Table.Th>{t('limits')}</Table.Th>
            <Table.Th ta="end">{t('n')}</Table.Th>
            <Table.Th />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {bias.map((own) => (
            <Table.Tr key={own.rater}>
              <Table.Td>{name(own.rater)}</Table.Td>
              <Table.Td>
                {own.mean == null ? (
                  '–'
                ) : (
                  <Group gap={8} wrap="nowrap">
                    <RangeBar
                      value={own.mean}
                      interval={own.interval}
                      from={-WIDE}
                      to={WIDE}
                      lines={[0]}
                      words={`${t('pointsOf', { points: signed(own.mean) })} · ${
                        own.interval
                          ? common('interval', {
                              low: signed(own.interval[0] ?? 0),
                              high: signed(own.interval[1] ?? 0),
                            })
                          : common('noInterval')
                      } · ${common('n', { n: own.n })}`}
                    />
                    <Text span size="sm" fw={600}>
                      {t('pointsOf', { points: signed(own.mean) })}
                    </Text>
                  </Group>
                )}
              </Table.Td>
              <Table.Td>{range(own.limits)}</Table.Td>
              <Table.Td ta="end">{own.n}</Table.Td>
              <Table.Td>
                <Text size="sm">{t(`bias.${biasWord(own.mean, own.interval)}`)}</Text>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </WideTable>
    </Paper>
  )
}
