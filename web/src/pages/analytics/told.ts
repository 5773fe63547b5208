import type { Of } from '~/api/client'

type SkillRow = Of<'Figures_SkillRow'>['rows'][number]
type ScoreRow = Of<'Figures_ScoreRow'>['rows'][number]
type EpisodeRow = Of<'Figures_EpisodeRow'>['rows'][number]
type BehaviourRow = Of<'Figures_BehaviourRow'>['rows'][number]

/** What a figure can be about: the mean score, a share of episodes, the rate of a skill or of one behaviour. */
export type Measure = 'score' | Share | `skill:${string}` | `behaviour:${string}`
/** What a chart can be about: also all skills, all shares, or all classes of error at once. */
export type Measures = Measure | 'skills' | 'episodes' | 'accuracy'
export const SHARES = ['acknowledged', 'solved', 'recovered'] as const
export type Share = (typeof SHARES)[number]

export const CLASSES = ['customer', 'business', 'compliance', 'non_critical'] as const
export type Class = (typeof CLASSES)[number]

/** One figure of any kind, in the one form that charts and tables of this page read. */
export interface Told {
  program: string
  /** What it is about: an id of `by`. */
  id: string
  name: string
  /** 0–1, or 0–100 for scores. */
  value: number | null
  interval: readonly number[] | null
  why: string | null
  /** Conversations. */
  n: number
  conversations: string | null
  /** Of how many opportunities, episodes or items it is the rate; none for means. */
  taken?: number
  of?: number
  place?: string | null
  /** Drawn towards the program's people, where there are enough of them. */
  shrunk?: { rate: number; interval: readonly number[] } | null
}

/** Rows with what is not shown. */
export interface Answer {
  rows: Told[]
  withheld: Of<'Withheld'>[]
}

const about = ({ program, id, name }: { program: string; id: string; name: string }) => ({ program, id, name })
const nulls = ({ interval, why }: { interval?: number[] | null; why?: string | null }) => ({
  interval: interval ?? null,
  why: why ?? null,
})

export const ofSkill = (row: SkillRow): Told => ({
  ...about(row),
  ...nulls(row),
  value: row.rate ?? null,
  n: row.n,
  conversations: row.conversations ?? null,
  taken: row.taken,
  of: row.opportunities,
  place: row.place ?? null,
  shrunk: row.shrunk ?? null,
})

export const ofScore = (row: ScoreRow): Told => ({
  ...about(row),
  ...nulls(row),
  value: row.score ?? null,
  n: row.n,
  conversations: row.conversations ?? null,
})

/** One share of the episodes of a row. */
export const ofEpisodes =
  (share: Share) =>
  (row: EpisodeRow): Told => ({
    ...about(row),
    ...nulls(row[share]),
    value: row[share].rate ?? null,
    n: row.n,
    conversations: row.conversations ?? null,
    taken: row[share].count,
    of: row.episodes,
  })

export const ofBehaviour = (row: BehaviourRow): Told => ({
  ...about(row),
  ...nulls(row.called),
  value: row.called.rate ?? null,
  n: row.called.n,
  conversations: row.called.conversations ?? null,
  taken: row.called.taken,
  of: row.called.opportunities,
})

/** Conversations (items, where no class is critical) without an error of a class. Why there is no interval is said by our own words. */
export const ofAccuracy =
  (kind: Class) =>
  (row: ScoreRow): Told => {
    const { rate, interval, right, of } = row.accuracy[kind]
    return {
      ...about(row),
      value: rate ?? null,
      interval: interval ?? null,
      why: of === 0 ? 'unanswered' : kind === 'non_critical' ? 'items' : null,
      n: kind === 'non_critical' ? row.n : of,
      conversations: row.conversations ?? null,
      taken: right,
      of,
    }
  }

/** Rows by program, in the order in which they came: what lies behind one wall is never drawn beside what lies behind another. */
export function byProgram<Row extends { program: string }>(rows: readonly Row[]): [string, Row[]][] {
  const found = new Map<string, Row[]>()
  for (const row of rows) found.set(row.program, [...(found.get(row.program) ?? []), row])
  return [...found]
}

/** What a measure counts: points of a score have no parts. */
export const unitOf = (measure: Measures): 'points' | 'opportunities' | 'episodes' | 'checked' =>
  measure === 'score'
    ? 'points'
    : measure === 'accuracy'
      ? 'checked'
      : measure === 'skills' || measure.includes(':')
        ? 'opportunities'
        : 'episodes'
