import { Checkbox, UnstyledButton } from '@mantine/core'
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react'
import { useAddress } from '~/search'
import { queryOf, type Sort, sortOf } from '../filters/query'
import type { Column } from './columns'
import classes from './List.module.css'
import { useListWords } from './words'

/** The two orders of a column; the first is what a first click gives. */
const ORDERS: Partial<Record<Column | 'date', readonly [Sort, Sort]>> = {
  date: ['newest', 'oldest'],
  score: ['score', '-score'],
  hostility: ['hostility', 'newest'],
}
const RISING: readonly Sort[] = ['oldest', 'score']

/** The head of the table: what each column is, and the orders that some have. */
export function TableHead({
  columns,
  canChoose,
  all,
  some,
  onChooseAll,
}: {
  columns: readonly Column[]
  canChoose: boolean
  all: boolean
  some: boolean
  onChooseAll: () => void
}) {
  const t = useListWords()
  const { search, change } = useAddress()
  const sort = sortOf(queryOf(search))
  const about: Partial<Record<Column | 'date', string>> = { marks: t('marksAbout'), flags: t('flagsAbout') }
  return (
    <thead>
      <tr>
        {canChoose && (
          <th scope="col">
            <Checkbox
              size="xs"
              checked={all}
              indeterminate={some && !all}
              aria-label={t('chooseAll')}
              onChange={onChooseAll}
            />
          </th>
        )}
        {(['date', ...columns] as const).map((column) => {
          const orders = ORDERS[column]
          const name = t(`column.${column}`)
          const at = orders?.includes(sort) && !(column === 'hostility' && sort === 'newest')
          const Arrow = at ? (RISING.includes(sort) ? IconArrowUp : IconArrowDown) : IconArrowsSort
          return (
            <th
              key={column}
              scope="col"
              title={about[column]}
              aria-sort={at ? (RISING.includes(sort) ? 'ascending' : 'descending') : undefined}
            >
              {orders ? (
                <UnstyledButton
                  className={classes.sort}
                  onClick={() => {
                    const next = sort === orders[0] ? orders[1] : orders[0]
                    change({ sort: next === 'newest' ? undefined : next })
                  }}
                >
                  {name}
                  <Arrow size={14} aria-hidden opacity={at ? 1 : 0.45} />
                </UnstyledButton>
              ) : (
                name
              )}
            </th>
          )
        })}
      </tr>
    </thead>
  )
}
