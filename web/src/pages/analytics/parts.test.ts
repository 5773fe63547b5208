import { expect, test } from 'vitest'
import { type Part, parted, sum, type Whole } from './parts'

const parts: Part[] = [
  { id: 'pass', name: 'Pass', color: 'var(--for)' },
  { id: 'below', name: 'Below', color: 'var(--missed)', pattern: 'stripes' },
]
const say = { share: (share: number) => `${share * 100} %`, count: String }
const row = (pass: number, below: number, name = 'a'): Whole => ({ name, short: name, counts: { pass, below } })
const values = (rows: Whole[], share: boolean) =>
  (parted({ parts, rows, share, upright: true, say }).series as { data: { value: number | null }[] }[]).map(
    ({ data }) => data.map(({ value }) => value),
  )

test('shares of a row add up to the whole, and a row of nothing is nothing', () => {
  expect(values([row(3, 1), row(0, 0)], true)).toEqual([
    [0.75, null],
    [0.25, null],
  ])
  expect(sum(row(3, 1))).toBe(4)
})

test('counts are counts', () => {
  expect(values([row(3, 1)], false)).toEqual([[3], [1]])
})

test('pointing at a bar tells every part, with names that cannot become mark-up', () => {
  const option = parted({ parts, rows: [row(3, 1, '<b>x')], share: true, upright: false, say })
  const { formatter } = option.tooltip as { formatter: (asked: unknown) => string }
  expect(formatter([{ dataIndex: 0 }])).toBe('<b>&#60;b&#62;x</b><br>Pass: 3 (75 %)<br>Below: 1 (25 %)')
  expect(formatter([])).toBe('')
})
