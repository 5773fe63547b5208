import { api } from '~/api/client'
import { useLibrary } from '~/api/library'
import { useProgramName } from '~/api/names'
import { Empty } from '~/ui/Empty'
import { Loaded } from '~/ui/Loaded'
import { Withheld } from '~/ui/Withheld'
import { AtOnce } from './AtOnce'
import { before, wholeOf } from './asked'
import { skillPanels } from './panels'
import { useAsked } from './useAsked'
import { useAnalytics } from './words'

/** All skills of the period beside each other, in the order of a conversation. */
export function SkillsAtOnce() {
  const t = useAnalytics()
  const program = useProgramName()
  const { skills } = useLibrary()
  const { sieve, compare, reader } = useAsked()
  const by = wholeOf(reader)
  const earlier = compare ? before(sieve) : null
  const now = api.useQuery('get', '/api/figures/skills', { params: { query: { by, ...sieve } } })
  const then = api.useQuery(
    'get',
    '/api/figures/skills',
    { params: { query: { by, ...earlier } } },
    { enabled: earlier !== null },
  )
  const order = skills.map(({ skill }) => skill)
  return (
    <Loaded
      query={now}
      height={60}
      isEmpty={({ rows, withheld }) => rows.length === 0 && withheld.length === 0}
      empty={<Empty title={t('noneCalled')}>{t('noneCalledAbout')}</Empty>}
    >
      {({ rows, withheld }) => (
        <>
          <AtOnce
            measure="skills"
            by="skill"
            panels={skillPanels(rows, order, earlier ? then.data?.rows : undefined).map((panel) => ({
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
