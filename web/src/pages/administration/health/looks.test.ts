import { expect, test } from 'vitest'
import { type HealthTold, lasting, looksOf, size } from './looks'

const well: HealthTold = {
  engine: { version: '1', behaviours: '', models: '' },
  started_ms: 0,
  now_ms: 0,
  database: { kind: 'sqlite', bytes: 1, migrations: 4, missing_migrations: 0, ahead_ms: -200 },
  disk: { free: 5e9, total: 1e10 },
  queue: { waiting: 0, running: 0, failed: 0, oldest_age_ms: null },
  dead_letters: 0,
}
const whys = (told: Partial<HealthTold>) =>
  looksOf({ ...well, ...told })
    .filter(({ standing }) => standing !== 'fine')
    .map(({ why, standing }) => `${why} ${standing}`)

test('what is well is fine, each thing once', () => {
  expect(whys({})).toEqual([])
  expect(looksOf(well).map(({ what }) => what)).toEqual(['database', 'clock', 'queue', 'failed', 'letters', 'disk'])
  expect(looksOf({ ...well, disk: null })).toHaveLength(5)
})

test('what is amiss is told, with how bad it is', () => {
  expect(whys({ database: { ...well.database, missing_migrations: 2 } })).toEqual(['database.behind wrong'])
  expect(whys({ database: { ...well.database, missing_migrations: -1 } })).toEqual(['database.ahead wrong'])
  expect(whys({ database: { ...well.database, ahead_ms: -61_000 } })).toEqual(['clock.skewed wrong'])
  expect(whys({ disk: { free: 5e8, total: 1e13 } })).toEqual(['disk.tight wrong'])
  expect(whys({ queue: { waiting: 6_000, running: 1, failed: 2, oldest_age_ms: 60_000 }, dead_letters: 1 })).toEqual([
    'queue.many note',
    'failed.some note',
    'letters.some note',
  ])
  expect(whys({ queue: { waiting: 1, running: 0, failed: 0, oldest_age_ms: 3_600_000 } })).toEqual([
    'queue.stuck wrong',
  ])
})

test('sizes and times are short', () => {
  expect([size(999), size(1_500), size(74_300_000), size(2e12)]).toEqual(['999 B', '1.5 kB', '74 MB', '2.0 TB'])
  expect(lasting(119_999)).toEqual({ unit: 'seconds', count: 119 })
  expect(lasting(7_200_000)).toEqual({ unit: 'hours', count: 2 })
  expect(lasting(-5)).toEqual({ unit: 'seconds', count: 0 })
})
