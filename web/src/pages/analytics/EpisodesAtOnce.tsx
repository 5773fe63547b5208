import { Text } from '@mantine/core'
import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Withheld } from '~/ui/Withheld'
import { words } from '~/words/i18n'
import { count } from '~/words/say'
import { AtOnce } from './AtOnce'
import { before, wholeOf } from './asked'
import { sharePanels } from './panels'
import { useAsked } from './useAsked'
import { useAnalytics } from './words'

const useWords = words(
  'analyticsEpisodesAtOnce',
  {
    calm_one:
      '{{name}}: {{count}} episode. Where customers became calm again, it took {{turns}} of their turns (median; no interval is made of it).',
    calm_other:
      '{{name}}: {{count}} episodes. Where customers became calm again, it took {{turns}} of their turns (median; no interval is made of it).',
    never_one: '{{name}}: {{count}} episode, and none that ended calm.',
    never_other: '{{name}}: {{count}} episodes, and none that ended calm.',
    none: 'No strong feeling to be met',
    noneAbout:
      'In this period no customer’s words showed a strong feeling. With more conversations or a longer period, episodes appear here.',
  },
  {
    calm_other: '{{name}}：共 {{count}} 个情绪过程。恢复平静的客户用了 {{turns}} 轮（中位数，不给区间）。',
    never_other: '{{name}}：共 {{count}} 个情绪过程，没有一个恢复平静。',
    none: '没有需要回应的强烈情绪',
    noneAbout: '这段时间客户用语没有显示强烈情绪。会话更多或时间更长时，情绪过程会出现在这里。',
  },
)

/** What became of all episodes of the period, and how many turns it took until customers were calm. */
export function EpisodesAtOnce() {
  const t = useWords()
  const shared = useAnalytics()
  const program = useProgramName()
  const { sieve, compare, reader } = useAsked()
  const by = wholeOf(reader)
  const earlier = compare ? before(sieve) : null
  const now = api.useQuery('get', '/api/figures/episodes', { params: { query: { by, ...sieve } } })
  const then = api.useQuery(
    'get',
    '/api/figures/episodes',
    { params: { query: { by, ...earlier } } },
    { enabled: earlier !== null },
  )
  const nameOf = (row: { program: string; name: string }) => (by === 'program' ? program(row.program) : row.name)
  return (
    <Loaded
      query={now}
      height={60}
      isEmpty={({ rows, withheld }) => rows.length === 0 && withheld.length === 0}
      empty={<Empty title={t('none')}>{t('noneAbout')}</Empty>}
    >
      {({ rows, withheld }) => (
        <>
          {rows.map((row) => (
            <Text key={row.program + row.id} size="sm">
              {t(row.turns_to_calm == null ? 'never' : 'calm', {
                name: nameOf(row),
                count: row.episodes,
                turns: row.turns_to_calm == null ? '' : count(row.turns_to_calm),
              })}
            </Text>
          ))}
          <div aria-hidden style={{ height: 12 }} />
          <AtOnce
            measure="episodes"
            by="share"
            panels={sharePanels(rows, earlier ? then.data?.rows : undefined).map((panel) => ({
              ...panel,
              heading: by === 'program' ? program(panel.program) : panel.heading,
            }))}
          />
          <Withheld withheld={withheld} />
          {reader.role !== 'client' && (
            <Text size="xs" c="dimmed" mt="xs">
              {shared('clicks')}
            </Text>
          )}
        </>
      )}
    </Loaded>
  )
}
