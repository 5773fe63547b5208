import { Table, Text, Tooltip } from '@mantine/core'
import { api } from '~/api/client'
import { PlaceWords } from '~/pages/overview/PlaceWords'
import { RateCell } from '~/pages/overview/RateCell'
import { useSkills } from '~/pages/overview/useSkills'
import { useShared } from '~/pages/overview/words'
import { IntervalBar } from '~/ui/IntervalBar'
import { Loaded } from '~/ui/Loaded'
import { Panel } from '~/ui/Panel'
import { Withheld } from '~/ui/Withheld'
import { words } from '~/words/i18n'
import type { Who } from './who'

const useWords = words(
  'agents.skills',
  {
    title: 'Skills now',
    about: 'How often moments that called for something were met, beside the program’s interval.',
    beside: 'Beside the program',
    allowing: 'Allowing for few moments',
    allowingAbout:
      'The rate drawn towards the program’s people, the further the fewer opportunities there were. With many opportunities both are the same.',
    unknown: 'cannot be told yet',
    none: 'No opportunity in this period.',
  },
  {
    title: '目前的技能',
    about: '出现时机后做到的比例，与项目区间对照。',
    beside: '与项目对照',
    allowing: '考虑时机较少后',
    allowingAbout: '向项目整体靠拢后的比例：时机越少，靠拢越多；时机很多时，两者相同。',
    unknown: '暂时无法判断',
    none: '这段时间没有出现时机。',
  },
)

/** Every skill of one person: the rate with its interval, where that lies beside the program's, and what remains of it when few moments are allowed for. */
export function SkillsNow({
  agent,
  program,
  from,
  reference,
}: Who & { reference: (skill: string) => number | null | undefined }) {
  const t = useWords()
  const shared = useShared()
  const { heading } = useSkills()
  const query = api.useQuery('get', '/api/figures/skills', {
    params: { query: { by: 'agent', agent, program, from } },
  })
  return (
    <Panel title={t('title')} about={t('about')}>
      <Loaded query={query} lines={8}>
        {({ rows, withheld }) =>
          rows.length === 0 ? (
            withheld.length > 0 ? (
              <Withheld withheld={withheld} />
            ) : (
              <Text size="sm" c="dimmed">
                {t('none')}
              </Text>
            )
          ) : (
            <Table.ScrollContainer minWidth={640}>
              <Table verticalSpacing={6}>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th scope="col">{shared('skill')}</Table.Th>
                    <Table.Th scope="col">{shared('taken')}</Table.Th>
                    <Table.Th scope="col">{t('beside')}</Table.Th>
                    <Table.Th scope="col">
                      <Tooltip label={t('allowingAbout')}>
                        <span>{t('allowing')}</span>
                      </Tooltip>
                    </Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.skill}>
                      <Table.Th scope="row" fw={500}>
                        {heading(row.skill)}
                      </Table.Th>
                      <Table.Td>
                        <RateCell row={row} reference={reference(row.skill)} place={false} />
                      </Table.Td>
                      <Table.Td>
                        {row.place ? (
                          <PlaceWords place={row.place} />
                        ) : (
                          <Text size="xs" c="dimmed">
                            {t('unknown')}
                          </Text>
                        )}
                      </Table.Td>
                      <Table.Td>
                        {row.shrunk && (
                          <IntervalBar value={row.shrunk.rate} interval={row.shrunk.interval} width={88} />
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          )
        }
      </Loaded>
    </Panel>
  )
}
