import type { Mark, Whole } from './marks'

/** The few marks that tell what happened: where it went wrong, and what was done well; each behaviour once, in the order of reading. */
export interface Moments {
  wrong: Mark[]
  well: Mark[]
}

const WRONG = 3
const WELL = 2

type Told = Pick<Whole, 'episodes' | 'opportunities' | 'evaluation'>

/** The best of each behaviour, the weightiest first, at most so many, in the order of reading. */
function foremost(weighed: { mark: Mark; weight: number }[], most: number, marks: readonly Mark[]): Mark[] {
  const byWeight = [...weighed].sort((a, b) => b.weight - a.weight)
  const once = byWeight.filter(
    ({ mark }, at) => byWeight.findIndex((other) => other.mark.behaviour === mark.behaviour) === at,
  )
  const chosen = new Set(once.slice(0, most).map(({ mark }) => mark))
  const turnOf = (mark: Mark) => mark.opportunity?.turn ?? mark.turn
  return marks.filter((mark) => chosen.has(mark)).sort((a, b) => turnOf(a) - turnOf(b))
}

/**
 * Hints tell nothing here: they are to be confirmed first. What a fail is proposed for weighs most, then what happened while the customer
 * was upset, the more so on the way to the peak.
 */
export function momentsOf(marks: readonly Mark[], { episodes, opportunities, evaluation }: Told): Moments {
  const failing = new Set(
    (evaluation?.sections ?? [])
      .flatMap(({ items }) => items)
      .filter(({ critical, share }) => critical && share === 0)
      .flatMap(({ evidence }) => evidence)
      .flatMap((proof) =>
        proof.kind === 'said' ? [proof.finding] : proof.kind === 'missed' ? [proof.opportunity] : [],
      ),
  )
  const called = new Set(opportunities.filter(({ taken }) => taken).map(({ finding }) => finding))
  const upset = (mark: Mark) => {
    const turn = mark.opportunity?.turn ?? mark.turn
    const episode = episodes.find(({ onset, end }) => onset <= turn && turn <= end)
    return episode ? (turn <= episode.peak ? 3 : 2) : 0
  }
  const certain = marks.filter(({ hint }) => !hint)
  const weigh = (base: number) => (mark: Mark) => ({
    mark,
    weight:
      base +
      upset(mark) +
      (failing.has(mark.id) ? 5 : 0) +
      (called.has(mark.id) ? 1 : 0) +
      (mark.finding ? (mark.finding.level ?? 0) * 0.5 + mark.finding.confidence * 0.5 : 0),
  })
  const of = (polarity: Mark['polarity']) => certain.filter((mark) => mark.polarity === polarity)
  return {
    wrong: foremost([...of('against').map(weigh(1.5)), ...of('missed').map(weigh(1))], WRONG, marks),
    well: foremost(of('for').map(weigh(0)), WELL, marks),
  }
}
