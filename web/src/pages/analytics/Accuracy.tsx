import { api } from '~/api/client'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Withheld } from '~/ui/Withheld'
import { AtOnce } from './AtOnce'
import { before, wholeOf } from './asked'
import { accuracyPanels } from './panels'
import { useAsked } from './useAsked'
import { useAnalytics } from './words'

/** Conversations without an error, in each of the four classes. */
export function Accuracy() {
  const t = useAnalytics()
  const program = useProgramName()
  const { sieve, compare, reader } = useAsked()
  const by = wholeOf(reader)
  const earlier = compare ? before(sieve) : null
  const now = api.useQuery('get', '/api/figures/scores', { params: { query: { by, ...sieve } } })
  const then = api.useQuery(
    'get',
    '/api/figures/scores',
    { params: { query: { by, ...earlier } } },
    { enabled: earlier !== null },
  )
  return (
    <Loaded
      query={now}
      height={60}
      isEmpty={({ rows, withheld }) => rows.length === 0 && withheld.length === 0}
      empty={<Empty title={t('noneHere')}>{t('noneHereAbout')}</Empty>}
    >
      {({ rows, withheld }) => (
        <>
          <AtOnce
            measure="accuracy"
            by="class"
            panels={accuracyPanels(rows, earlier ? then.data?.rows : undefined).map((panel) => ({
              ...panel,
              heading: by === 'program' ? program(panel.program) : panel.heading,
            }))}
          />
          <Withheld withheld={withheld} />
        </>
      )}
    </Loaded>
  )
}
