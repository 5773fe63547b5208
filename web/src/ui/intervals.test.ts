import { expect, test } from 'vitest'
import { dots, type Figured, type IntervalWords, tell, timeSeries } from './intervals'

const words: IntervalWords = {
  value: (value) => `${Math.round(value * 100)} %`,
  interval: (low, high) => `${low} to ${high}`,
  n: (n) => `n = ${n}`,
  nothing: 'nothing called for it',
  noInterval: 'too little',
}
const week = (name: string, value: number | null, interval: [number, number] | null, n = 4): Figured => ({
  key: name,
  name,
  value,
  interval,
  n,
})
const figures = [
  week('a', 0.5, [0.2, 0.8]),
  week('b', 0.4, [0.3, 0.6]),
  week('c', null, null, 0),
  week('d', 0.9, [0.5, 1]),
  week('e', 1, null, 1),
]

interface Drawn {
  type: string
  name?: string
  data: unknown[]
  silent?: boolean
}
const drawn = (option: { series?: unknown }, type: string) =>
  (option.series as Drawn[]).filter((one) => one.type === type)

test('a figure says its value, its interval, and n; or why it has none', () => {
  expect(tell(figures[0] as Figured, words)).toEqual(['50 %', '0.2 to 0.8', 'n = 4'])
  expect(tell(figures[2] as Figured, words)).toEqual(['nothing called for it'])
  expect(tell(figures[4] as Figured, words)).toEqual(['100 %', 'too little', 'n = 1'])
  expect(tell({ name: 'x', value: 1, why: 'one conversation' }, words)).toEqual(['100 %', 'one conversation'])
})

test('the band runs from low to high, and a gap stays a gap', () => {
  const [low, high, own] = drawn(timeSeries({ series: [{ name: '', figures }], scale: 1, words }), 'line')
  expect(low?.data).toEqual([0.2, 0.3, null, 0.5, null])
  const heights = (high?.data ?? []) as (number | null)[]
  expect(heights.map((one) => one && Math.round(one * 10) / 10)).toEqual([0.6, 0.3, null, 0.5, null])
  expect(own?.data[0]).toEqual({ value: 0.5, key: 'a' })
  expect(own?.data[2]).toEqual({ value: null, key: 'c' })
})

test('an interval between gaps, where a band has no width, is a bar', () => {
  const [bars] = drawn(timeSeries({ series: [{ name: '', figures }], scale: 1, words }), 'custom')
  expect(bars?.data).toEqual([[3, 0.5, 1]])
})

test('n has its strip, except in small multiples', () => {
  const big = timeSeries({ series: [{ name: '', figures }], scale: 1, words })
  expect(drawn(big, 'bar')[0]?.data.map((one) => (one as { value: number }).value)).toEqual([4, 4, 0, 4, 1])
  expect(drawn(timeSeries({ series: [{ name: '', figures }], scale: 1, words, small: true }), 'bar')).toEqual([])
})

test('names of people cannot become mark-up in what is shown on pointing', () => {
  const option = dots({
    series: [{ name: '', figures: [week('<img src=x onerror=a()>', 0.5, [0, 1])] }],
    scale: 1,
    words,
  })
  const { formatter } = option.tooltip as { formatter: (asked: unknown) => string }
  const told = formatter([{ dataIndex: 0 }])
  expect(told).not.toContain('<img')
  expect(told).toContain('&#60;img')
  expect(told).toContain('n = 4')
})

test('rows keep their order, missing values are no dots at nought, and the reference says what it is', () => {
  const option = dots({ series: [{ name: '', figures }], scale: 1, words, reference: { value: 0.3, name: 'Larkmoor' } })
  const [axis] = option.yAxis as { data: string[]; inverse: boolean }[]
  expect(axis).toMatchObject({ data: ['a', 'b', 'c', 'd', 'e'], inverse: true })
  const [marks] = drawn(option, 'scatter')
  expect(marks?.data[2]).toEqual({ value: [null, 2], key: 'c' })
  expect(drawn(option, 'custom')[0]?.data).toEqual([
    [0, 0.2, 0.8],
    [1, 0.3, 0.6],
    [3, 0.5, 1],
  ])
  expect(JSON.stringify(marks)).toContain('Larkmoor 30 %')
})
