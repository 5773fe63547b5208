import type { Of } from '~/api/client'
import { api } from '~/api/client'
import type { By, Sieve } from './asked'
import { type Answer, type Measure, ofBehaviour, ofEpisodes, ofScore, ofSkill, type Share, type Told } from './told'

interface Asked<Row> {
  rows: Row[]
  withheld: Of<'Withheld'>[]
}

const answer = <Row>({ rows, withheld }: Asked<Row>, told: (row: Row) => Told): Answer => ({
  rows: rows.map(told),
  withheld,
})

const after = (measure: Measure, kind: string) => (measure.startsWith(kind) ? measure.slice(kind.length) : undefined)

/** The figures of one measure, by whatever rows are about; nothing is asked where `sieve` is null. */
export function useTold(measure: Measure, by: By, sieve: Sieve | null) {
  const query = { by, ...sieve }
  const skill = after(measure, 'skill:')
  const behaviour = after(measure, 'behaviour:')
  const episodes = skill === undefined && behaviour === undefined && measure !== 'score'
  const asks = sieve !== null
  const skills = api.useQuery(
    'get',
    '/api/figures/skills',
    { params: { query: { ...query, skill } } },
    { enabled: asks && skill !== undefined, select: (data) => answer(data, ofSkill) },
  )
  const behaviours = api.useQuery(
    'get',
    '/api/figures/behaviours',
    { params: { query: { ...query, behaviour } } },
    { enabled: asks && behaviour !== undefined, select: (data) => answer(data, ofBehaviour) },
  )
  const scores = api.useQuery(
    'get',
    '/api/figures/scores',
    { params: { query } },
    { enabled: asks && measure === 'score', select: (data) => answer(data, ofScore) },
  )
  const shares = api.useQuery(
    'get',
    '/api/figures/episodes',
    { params: { query } },
    { enabled: asks && episodes, select: (data) => answer(data, ofEpisodes(measure as Share)) },
  )
  return skill !== undefined ? skills : behaviour !== undefined ? behaviours : measure === 'score' ? scores : shares
}
