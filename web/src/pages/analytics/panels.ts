import type { Of } from '~/api/client'
import { CLASSES, ofAccuracy, ofEpisodes, ofSkill, SHARES, type Told } from './told'

type SkillRow = Of<'Figures_SkillRow'>['rows'][number]
type ScoreRow = Of<'Figures_ScoreRow'>['rows'][number]
type EpisodeRow = Of<'Figures_EpisodeRow'>['rows'][number]

/** A chart of several figures of one program, team or agent. */
export interface Piece {
  key: string
  program: string
  heading: string
  rows: Told[]
  before?: Told[]
}

interface About {
  program: string
  id: string
  name: string
}
const keyOf = ({ program, id }: About) => `${program} ${id}`

/** Skills of each program in the order in which they are shown elsewhere; unknown ones last. */
export function skillPanels(
  rows: readonly SkillRow[],
  order: readonly string[],
  before?: readonly SkillRow[],
): Piece[] {
  const place = (skill: string) => (order.includes(skill) ? order.indexOf(skill) : order.length)
  const told = (row: SkillRow): Told => ({ ...ofSkill(row), id: row.skill, place: null, shrunk: null })
  const of = (some: readonly SkillRow[], key: string) =>
    some
      .filter((row) => keyOf(row) === key)
      .sort((a, b) => place(a.skill) - place(b.skill))
      .map(told)
  return heads(rows).map((head) => ({
    ...head,
    rows: of(rows, head.key),
    before: before && of(before, head.key),
  }))
}

/** The three things that become of an episode, of each program. */
export const sharePanels = (rows: readonly EpisodeRow[], before?: readonly EpisodeRow[]): Piece[] =>
  pieces(rows, before, SHARES, (share, row) => ofEpisodes(share)(row))

/** The four classes of error, of each program; never one number. */
export const accuracyPanels = (rows: readonly ScoreRow[], before?: readonly ScoreRow[]): Piece[] =>
  pieces(rows, before, CLASSES, (kind, row) => ofAccuracy(kind)(row))

const heads = (rows: readonly About[]) => {
  const seen = new Map(rows.map((row) => [keyOf(row), row]))
  return [...seen].map(([key, { program, name }]) => ({ key, program, heading: name }))
}

function pieces<Row extends About, Part extends string>(
  rows: readonly Row[],
  before: readonly Row[] | undefined,
  parts: readonly Part[],
  told: (part: Part, row: Row) => Told,
): Piece[] {
  const of = (row: Row | undefined) => (row ? parts.map((part) => ({ ...told(part, row), id: part })) : [])
  return heads(rows).map((head) => ({
    ...head,
    rows: of(rows.find((row) => keyOf(row) === head.key)),
    before: before && of(before.find((row) => keyOf(row) === head.key)),
  }))
}
