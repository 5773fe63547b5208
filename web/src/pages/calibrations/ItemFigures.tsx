import { Group, Table, Text } from '@mantine/core'
import type { Of } from '~/api/client'
import { WideTable } from '~/ui/WideTable'
import { percent } from '~/words/say'
import { Alpha } from './Alpha'
import { coefficient } from './agreed'
import { GateWords } from './GateWords'
import { type Meant, MeantRows } from './MeantRows'
import { useCalibrationWords } from './words'

/** The figures of one question, each with one sentence of what it means. */
export function ItemFigures({ item }: { item: Of<'ItemAgreementOut'> }) {
  const t = useCalibrationWords()
  const metric = (['nominal', 'ordinal', 'interval'] as const).find((known) => known === item.metric)
  const rows: Meant[] = [
    [t('percent'), percent(item.people.percent), t('percent.means')],
    [
      t('alpha.people'),
      <Alpha key="people" told={item.people} />,
      [t('alpha.means'), metric && t('metric', { how: t(`metric.${metric}`) })].filter(Boolean).join(' '),
    ],
    [t('alpha.machine'), <Alpha key="machine" told={item.with_machine} />, t('alphaMachine.means')],
  ]
  if (item.kappa != null) rows.push([t('kappa'), coefficient(item.kappa), t('kappa.means')])
  if (item.ac1 != null) rows.push([t('ac1'), coefficient(item.ac1), t('ac1.means')])
  rows.push([t('gate'), <GateWords key="gate" gate={item.gate} />, t('gatesAbout')])
  return (
    <WideTable minWidth={760} label={t('figure')} highlightOnHover={false} verticalSpacing={6}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('figure')}</Table.Th>
          <Table.Th>
            <Group gap={6}>
              {t('value')}
              <Text span size="xs" c="dimmed">
                {t('pairs', { count: item.people.n })}
              </Text>
            </Group>
          </Table.Th>
          <Table.Th>{t('means')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        <MeantRows rows={rows} />
      </Table.Tbody>
    </WideTable>
  )
}
