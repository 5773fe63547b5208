import { expect, test } from 'vitest'
import { spark } from './spark'

const at = (value: number | null, interval: [number, number] | null = null) => ({ value, interval })

test('a missing value is a gap in the line', () => {
  const { line, dots } = spark([at(0), at(1), at(null), at(0.5)], 1, 36, 16)
  expect(line).toBe('M3 13L13 3M33 8')
  expect(dots).toHaveLength(3)
})

test('the band closes before a gap and opens after it', () => {
  const { band } = spark([at(0.5, [0, 1]), at(0.5, [0, 1]), at(0.5), at(0.5, [0, 1]), at(0.5, [0.5, 1])], 1, 46, 16)
  expect(band).toBe('M3 3L13 3L13 13L3 13ZM33 3L43 3L43 8L33 13Z')
})

test('one point stands in the middle, nothing draws nothing, and what lies beyond the scale stays inside', () => {
  expect(spark([at(50)], 100, 40, 16).dots).toEqual([{ x: 20, y: 8 }])
  expect(spark([], 1, 40, 16)).toEqual({ line: '', band: '', dots: [] })
  expect(spark([at(120)], 100, 40, 16).dots[0]?.y).toBe(3)
})
