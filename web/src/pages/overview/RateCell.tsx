import { Text } from '@mantine/core'
import { IntervalBar } from '~/ui/IntervalBar'
import { ListLink } from '~/ui/ListLink'
import { words } from '~/words/i18n'
import { PlaceWords } from './PlaceWords'
import { useShared } from './words'

const useWords = words(
  'overview.rate',
  { little: 'too little for a rate', none: 'not called for' },
  { little: '数量太少，不算比率', none: '没有出现时机' },
)

/** What a row of skill figures holds. */
export interface SkillRate {
  taken: number
  opportunities: number
  rate?: number | null
  interval?: readonly number[] | null
  n: number
  place?: string | null
  conversations?: string | null
}

/** How often opportunities were taken: a bar with its interval and what it rests on, or in words that there is too little for a rate. */
export function RateCell({
  row,
  reference,
  width = 104,
  place = true,
}: {
  row: SkillRate | undefined
  reference?: number | null
  width?: number
  place?: boolean
}) {
  const t = useWords()
  const shared = useShared()
  if (!row || row.opportunities === 0)
    return (
      <Text size="xs" c="dimmed">
        {t('none')}
      </Text>
    )
  return (
    <>
      {row.interval && (
        <IntervalBar value={row.rate} interval={row.interval} n={row.n} reference={reference} width={width} />
      )}
      <Text size="xs" c="dimmed" component="div">
        <ListLink query={row.conversations} size="xs">
          {shared('takenOf', { taken: row.taken, count: row.opportunities })}
        </ListLink>
        {!row.interval && <div>{t('little')}</div>}
        {place && row.interval && (row.place === 'above' || row.place === 'below') && <PlaceWords place={row.place} />}
      </Text>
    </>
  )
}
