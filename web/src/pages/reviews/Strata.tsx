import { Table, Title } from '@mantine/core'
import type { Of } from '~/api/client'
import { useCommon } from '~/words/common'
import { percent } from '~/words/say'
import { useAgentName } from './people'
import { readPicked } from './picked'
import { useSampleWords } from './sampleWords'
import { strataOf } from './sampling'
import { useReviewWords } from './words'

/** How many places each stratum had, and the chance of each conversation in it. */
export function Strata({ sample }: { sample: Of<'SampleWhole'> }) {
  const t = useSampleWords()
  const common = useCommon()
  const agent = useAgentName()
  const reviews = useReviewWords()
  const strata = strataOf(sample.reviews)
  if (strata.length === 0) return null
  const name = (picked: string) => {
    const { agent: who, channel, language } = readPicked(picked)
    return [
      agent(who) ?? reviews('noAgent'),
      channel && common(`channel.${channel}` as 'channel.voice'),
      language && common(`language.${language}` as 'language.en'),
    ]
      .filter(Boolean)
      .join(' · ')
  }
  return (
    <div>
      <Title order={2} size="h5" mb={4}>
        {t('perStratum')}
      </Title>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section style={{ maxHeight: 260, overflowY: 'auto' }} tabIndex={0} aria-label={t('perStratum')}>
        <Table stickyHeader>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('stratum')}</Table.Th>
              <Table.Th ta="end">{t('places')}</Table.Th>
              <Table.Th ta="end">{t('chance')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {strata.map(({ picked, places, chance }) => (
              <Table.Tr key={picked}>
                <Table.Td>{name(picked)}</Table.Td>
                <Table.Td ta="end">{places}</Table.Td>
                <Table.Td ta="end">{percent(chance)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </section>
    </div>
  )
}
