import { type Answered, same } from '~/pages/reviews/answers'

type Cell = Answered | null

/** Where in a row of answers people differ from what most people said; on a tie all that were given. */
export function deviations(people: readonly Cell[]): boolean[] {
  const votes = people.map((one) => (one ? people.filter((other) => same(one, other)).length : 0))
  const most = Math.max(0, ...votes)
  const given = people.filter((one) => one !== null)
  const leading = people.find((_, at) => votes[at] === most) ?? null
  const tied = people.some((one, at) => one !== null && votes[at] === most && !same(one, leading))
  return people.map((one, at) => one !== null && given.length > 1 && (tied ? true : (votes[at] ?? 0) < most))
}

/** What most people said; none on a tie or where nobody answered. */
export function majority(people: readonly Cell[]): Cell {
  const given = people.filter((one) => one !== null)
  const votes = given.map((one) => given.filter((other) => same(one, other)).length)
  const most = Math.max(0, ...votes)
  const leading = given[votes.indexOf(most)] ?? null
  const tied = given.some((one, at) => votes[at] === most && !same(one, leading))
  return tied ? null : leading
}

/** Whether the machine says something else than most people. */
export const machineDiffers = (people: readonly Cell[], machine: Cell) => {
  const said = majority(people)
  return said !== null && machine !== null && !same(said, machine)
}

export const RELIANCES = ['reliable', 'tentative', 'unfit'] as const
export type Reliance = (typeof RELIANCES)[number]
export const relianceOf = (word: string | null | undefined): Reliance | null =>
  RELIANCES.find((one) => one === word) ?? null

/** The word for an intraclass correlation (Koo and Li). */
export const iccWord = (icc: number): 'poor' | 'moderate' | 'good' | 'excellent' =>
  icc < 0.5 ? 'poor' : icc < 0.75 ? 'moderate' : icc <= 0.9 ? 'good' : 'excellent'

/** What a rater's bias says; an interval that holds 0 says nothing. */
export function biasWord(mean: number | null | undefined, interval: readonly number[] | null | undefined) {
  const [low, high] = [interval?.[0], interval?.[1]]
  if (mean == null || low == null || high == null) return 'none'
  if (low > 0) return 'higher'
  return high < 0 ? 'lower' : 'even'
}

/** Alpha and its relatives with three decimals as the thresholds have them, cut and not rounded: 0.6666 is below 0.667. */
export const coefficient = (value: number) => {
  const cut = Math.trunc(Math.abs(value) * 1000) / 1000
  return `${value < 0 && cut > 0 ? '−' : ''}${cut.toFixed(3)}`
}

/** Points with their sign. */
export const signed = (value: number) => {
  const rounded = Math.round(value * 10) / 10
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`
}
