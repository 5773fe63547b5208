import { Text } from '@mantine/core'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { useMay } from '~/api/session'
import { Loaded } from '~/ui/Loaded'
import { count } from '~/words/say'
import { BulkBar } from '../actions/BulkBar'
import { type Query, written } from '../filters/query'
import { List } from './List'
import { NothingHere } from './NothingHere'
import { nothing, toggled, toggledAll } from './selection'
import { COUNTED, type useList } from './useList'
import { useListWords } from './words'

/** What a query found: how many, the rows, and what can be done with those that are chosen. */
export function Found({
  found,
  query,
  narrowed,
}: {
  found: ReturnType<typeof useList>
  query: Query
  narrowed: boolean
}) {
  const t = useListWords()
  const staff = useMay('administrator', 'manager', 'lead', 'analyst', 'coach')
  const { data, fetchNextPage } = found
  const rows = useMemo(() => data?.pages.flatMap((page) => page.conversations) ?? [], [data])
  const ids = useMemo(() => rows.map((row) => row.id), [rows])
  const [selection, select] = useState(nothing)
  // What was chosen belongs to what was asked, in whatever order.
  const asked = written({ ...query, sort: undefined })
  // biome-ignore lint/correctness/useExhaustiveDependencies: another question, another choice
  useEffect(() => select(nothing), [asked])
  const choose = useCallback((id: string, range: boolean) => select((before) => toggled(before, ids, id, range)), [ids])
  const fetchMore = useCallback(() => void fetchNextPage(), [fetchNextPage])
  const chosen = useMemo(() => rows.filter((row) => selection.ids.has(row.id)), [rows, selection])

  const total = data?.pages[0]?.total_at_most
  const many = total != null && total >= COUNTED
  return (
    <Loaded
      query={found}
      lines={12}
      height={40}
      isEmpty={() => rows.length === 0}
      empty={<NothingHere narrowed={narrowed} searched={!!query.q} />}
    >
      {() => (
        <>
          <Text size="sm" c="dimmed" aria-live="polite" mb={-8}>
            {total != null &&
              (many ? t('totalMore', { n: count(COUNTED) }) : t('total', { count: total, n: count(total) }))}
            {total != null && rows.length < total && ` · ${t('shownOf', { shown: count(rows.length) })}`}
          </Text>
          <List
            rows={rows}
            list={written(query)}
            stale={found.isPlaceholderData}
            selection={selection}
            canChoose={staff}
            onChoose={choose}
            onChooseAll={() => select((before) => toggledAll(before, ids))}
            more={{ has: found.hasNextPage, busy: found.isFetchingNextPage, fetch: fetchMore }}
          />
          {staff && <BulkBar rows={chosen} query={query} onDrop={() => select(nothing)} />}
        </>
      )}
    </Loaded>
  )
}
