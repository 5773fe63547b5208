import { api } from '~/api/client'
import { useLibrary } from '~/api/library'
import { before, isTime, type Sieve, wholeOf } from './asked'
import type { Source } from './matrix'
import { ofEpisodes, ofScore, ofSkill, SHARES } from './told'
import { useAsked } from './useAsked'

/** Everything that the small multiples show: scores, skills and episodes, as a whole, before, and over time. */
export function useSources() {
  const { sieve, by: grouped, compare, reader } = useAsked()
  const { skills: library } = useLibrary()
  const by = wholeOf(reader)
  const time = isTime(grouped) ? grouped : 'week'
  const earlier = compare ? before(sieve) : null
  const asks = (sieve: Sieve, by: typeof time | ReturnType<typeof wholeOf>) => ({ params: { query: { by, ...sieve } } })
  const then = { enabled: earlier !== null }
  const skills = api.useQuery('get', '/api/figures/skills', asks(sieve, by))
  const skillsBefore = api.useQuery('get', '/api/figures/skills', asks(earlier ?? sieve, by), then)
  const skillsTime = api.useQuery('get', '/api/figures/skills', asks(sieve, time))
  const scores = api.useQuery('get', '/api/figures/scores', asks(sieve, by))
  const scoresBefore = api.useQuery('get', '/api/figures/scores', asks(earlier ?? sieve, by), then)
  const scoresTime = api.useQuery('get', '/api/figures/scores', asks(sieve, time))
  const episodes = api.useQuery('get', '/api/figures/episodes', asks(sieve, by))
  const episodesBefore = api.useQuery('get', '/api/figures/episodes', asks(earlier ?? sieve, by), then)
  const episodesTime = api.useQuery('get', '/api/figures/episodes', asks(sieve, time))

  const order = library.map(({ skill }) => skill)
  const found = [...new Set((skills.data?.rows ?? []).map(({ skill }) => skill))]
  const place = (skill: string) => (order.includes(skill) ? order.indexOf(skill) : order.length)
  const sources: Source[] = [
    {
      measure: 'score',
      whole: (scores.data?.rows ?? []).map(ofScore),
      before: earlier ? scoresBefore.data?.rows.map(ofScore) : undefined,
      times: (scoresTime.data?.rows ?? []).map(ofScore),
    },
    ...found
      .sort((a, b) => place(a) - place(b))
      .map((skill): Source => {
        const of = <Row extends { skill: string }>(rows: readonly Row[] | undefined) =>
          (rows ?? []).filter((row) => row.skill === skill)
        return {
          measure: `skill:${skill}`,
          whole: of(skills.data?.rows).map(ofSkill),
          before: earlier ? of(skillsBefore.data?.rows).map(ofSkill) : undefined,
          times: of(skillsTime.data?.rows).map(ofSkill),
        }
      }),
    ...SHARES.map(
      (share): Source => ({
        measure: share,
        whole: (episodes.data?.rows ?? []).map(ofEpisodes(share)),
        before: earlier ? episodesBefore.data?.rows.map(ofEpisodes(share)) : undefined,
        times: (episodesTime.data?.rows ?? []).map(ofEpisodes(share)),
      }),
    ),
  ]
  const all = [skills, skillsTime, scores, scoresTime, episodes, episodesTime]
  return {
    time,
    by,
    compares: earlier !== null,
    withheld: scores.data?.withheld ?? [],
    query: {
      data: all.every(({ data }) => data) ? sources : undefined,
      error: all.find(({ error }) => error)?.error,
      isPending: all.some(({ isPending }) => isPending),
      refetch: () => Promise.all(all.map((one) => one.refetch())),
    },
  }
}
