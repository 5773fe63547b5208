import { Box, Text } from '@mantine/core'
import { ListLink } from '~/ui/ListLink'
import { isTime, type Rows } from './asked'
import { clearPairs, placeOf, same, verdict } from './compare'
import { SENTENCE } from './short'
import type { Measures, Told } from './told'
import { useLabels } from './useLabels'
import { useAnalytics } from './words'

/** How many pairs are worth a sentence. */
const PAIRS = 3

/**
 * What a chart says, in sentences: the whole with its interval, how it stands to the period before, and which rows differ from it or
 * from each other. Where intervals overlap it says that no difference can be shown.
 */
export function Findings({
  measure,
  by,
  rows,
  whole,
  before,
}: {
  measure: Measures
  by: Rows
  rows: Told[]
  whole: Told[]
  before?: Told[]
}) {
  const t = useAnalytics()
  const labels = useLabels()
  const names = (some: Told[]) => some.map((row) => labels.name(by, row)).join(t('and'))
  const say = (value: number | null | undefined) => labels.value(measure, value)
  // People are held beside the whole, never against each other.
  const people = by === 'agent' || by === 'team'
  const of = (place: string) => rows.filter((row) => (row.place ?? (people ? placeOf(row, whole) : null)) === place)
  const [above, below, within] = [of('above'), of('below'), of('within')]
  const placed = above.length + below.length + within.length > 1
  const pairs = placed || people || isTime(by) ? [] : clearPairs(rows)
  const measured = rows.filter(({ interval }) => interval)
  return (
    <Box fz="sm">
      {whole.map((row) => {
        const earlier = same(before, row)
        const interval = row.interval
          ? `${t('interval')} ${t('toBy', { low: say(row.interval[0]), high: say(row.interval[1]) })}`
          : labels.why(row.why)
        return (
          <Text size="sm" key={row.program + row.id}>
            {whole.length > 1 && <b>{row.name}: </b>}
            <b>{measure === 'score' ? t('points', { value: say(row.value) }) : say(row.value)}</b>
            {row.value != null && row.of !== undefined && ` · ${labels.taken(measure, row)}`}
            {` · ${interval} · `}
            <ListLink query={row.conversations} size="sm" underline="always">
              {t('conversations', { count: row.n })}
            </ListLink>
            {before && (
              <Text span c="dimmed" size="sm">
                {' · '}
                {t(SENTENCE[verdict(row, earlier)], {
                  before: earlier?.interval
                    ? `${say(earlier.value)}, ${t('toBy', { low: say(earlier.interval[0]), high: say(earlier.interval[1]) })}`
                    : say(earlier?.value),
                })}
              </Text>
            )}
          </Text>
        )
      })}
      {placed && (
        <Text size="sm" c="dimmed">
          {above.length > 0 && `${t('placeAbove', { names: names(above) })} `}
          {below.length > 0 && `${t('placeBelow', { names: names(below) })} `}
          {above.length + below.length === 0
            ? t('placeWithin', { count: within.length })
            : within.length > 0 && t('placeRest', { count: within.length })}
        </Text>
      )}
      {!placed && !people && !isTime(by) && measured.length > 1 && (
        <Text size="sm" c="dimmed">
          {pairs
            .slice(0, PAIRS)
            .map(([higher, lower]) =>
              t('pairClear', { higher: labels.name(by, higher), lower: labels.name(by, lower) }),
            )
            .join(' ') || t('pairUnclear')}
        </Text>
      )}
    </Box>
  )
}
