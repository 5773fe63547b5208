import { useLibrary } from '~/api/library'
import { one } from '~/search'
import { type Measure, SHARES } from './told'
import { useAsked } from './useAsked'
import { useLabels } from './useLabels'

// Until the library is there, and for skills that it does not know any more.
const ALWAYS = ['empathy', 'listening', 'solving', 'follow_through']

/** The measure that the address names, and those that can be chosen. */
export function useMeasures() {
  const { search, change } = useAsked()
  const labels = useLabels()
  const { skills } = useLibrary()
  const known = skills.length > 0 ? skills.map(({ skill }) => skill) : ALWAYS
  const all: Measure[] = ['score', ...SHARES, ...known.map((skill): Measure => `skill:${skill}`)]
  const asked = one(search.measure)
  const measure: Measure =
    all.find((one) => one === asked) ??
    (asked?.startsWith('skill:') && asked.length > 6 ? (`skill:${asked.slice(6)}` as const) : 'score')
  return {
    measure,
    choose: (wanted: string | null) => change({ measure: wanted === 'score' ? undefined : (wanted ?? undefined) }),
    choices: [...new Set<Measure>([...all, measure])].map((value) => ({ value, label: labels.measure(value) })),
  }
}
