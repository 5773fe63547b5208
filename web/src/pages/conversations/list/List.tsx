import { Button, Center, Text } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useWindowVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useLanguage } from '~/words/i18n'
import { CardRow } from './CardRow'
import { type Column, shares, useColumns } from './columns'
import classes from './List.module.css'
import type { Selection } from './selection'
import { TableHead } from './TableHead'
import { TableRow } from './TableRow'
import type { Row } from './useList'
import { useRowKeys } from './useRowKeys'
import { useListWords } from './words'

/** Height of the frame's header and of the table's. */
const COVERED = 52 + 38

/** The rows, only those in view in the page: a table, or cards where it is narrow. More are fetched before the end is reached. */
export function List({
  rows,
  list,
  stale,
  selection,
  canChoose,
  onChoose,
  onChooseAll,
  more,
}: {
  rows: readonly Row[]
  list: string
  stale: boolean
  selection: Selection
  canChoose: boolean
  onChoose: (id: string, range: boolean) => void
  onChooseAll: () => void
  more: { has: boolean; busy: boolean; fetch: () => void }
}) {
  const t = useListWords()
  const { shown } = useColumns()
  const narrow = useMediaQuery('(max-width: 75em)', false, { getInitialValueInEffect: false })
  const roomy = useMediaQuery('(min-width: 87em)', true, { getInitialValueInEffect: false }) && shown.length < 9
  const chinese = useLanguage() === 'zh'
  const place = useRef<HTMLDivElement>(null)
  const [margin, setMargin] = useState(0)
  useLayoutEffect(() => {
    const top = place.current?.getBoundingClientRect().top
    if (top != null) setMargin(Math.round(top + scrollY))
  })
  const virtual = useWindowVirtualizer({
    count: rows.length,
    estimateSize: () => (narrow ? 132 : 44),
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 10,
    scrollMargin: margin,
    scrollPaddingStart: COVERED,
    scrollPaddingEnd: 80,
  })
  useRowKeys({ place, rows, onChoose: canChoose ? onChoose : undefined, show: (index) => virtual.scrollToIndex(index) })

  const items = virtual.getVirtualItems()
  const first = items[0]
  const last = items[items.length - 1]
  const before = first ? first.start - margin : 0
  const after = last ? virtual.getTotalSize() - (last.end - margin) : 0
  const near = more.has && !more.busy && (last?.index ?? 0) >= rows.length - 25
  useEffect(() => {
    if (near) more.fetch()
  }, [near, more.fetch])

  const columns: readonly Column[] = shown
  const props = (index: number, row: Row) => ({
    row,
    index,
    columns,
    list,
    roomy,
    canChoose,
    onChoose,
    chosen: selection.ids.has(row.id),
    measure: virtual.measureElement,
  })
  return (
    <div ref={place} className={stale ? classes.stale : undefined} aria-busy={stale}>
      {narrow ? (
        <ul className={classes.cards} aria-label={t('table')}>
          {before > 0 && <li aria-hidden style={{ height: before }} />}
          {items.map(({ index, key }) => {
            const row = rows[index]
            return row && <CardRow key={key} {...props(index, row)} />
          })}
          {after > 0 && <li aria-hidden style={{ height: after }} />}
        </ul>
      ) : (
        <table className={classes.table} aria-label={t('table')}>
          <colgroup>
            {shares(columns, roomy, canChoose, chinese).map((share, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: columns are told by their place
              <col key={at} style={{ width: `${share}%` }} />
            ))}
          </colgroup>
          <TableHead
            columns={columns}
            canChoose={canChoose}
            all={rows.length > 0 && rows.every((row) => selection.ids.has(row.id))}
            some={selection.ids.size > 0}
            onChooseAll={onChooseAll}
          />
          <Spacer height={before} />
          {items.map(({ index, key }) => {
            const row = rows[index]
            return row && <TableRow key={key} {...props(index, row)} />
          })}
          <Spacer height={after} />
        </table>
      )}
      <Center py="md">
        {more.has ? (
          <Button variant="default" loading={more.busy} onClick={more.fetch}>
            {t('more')}
          </Button>
        ) : (
          rows.length > 20 && (
            <Text size="sm" c="dimmed">
              {t('end')}
            </Text>
          )
        )}
      </Center>
    </div>
  )
}

/** Room for the rows that are not in the page. */
const Spacer = ({ height }: { height: number }) =>
  height > 0 ? (
    <tbody aria-hidden className={classes.spacer}>
      <tr>
        <td style={{ height }} />
      </tr>
    </tbody>
  ) : null
