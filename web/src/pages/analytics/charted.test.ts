import { expect, test } from 'vitest'
import { figured, fileName, onAxis } from './charted'
import type { Told } from './told'

const told = (id: string, program = 'p'): Told => ({
  program,
  id,
  name: id,
  value: 0.5,
  interval: [0.2, 0.8],
  why: null,
  n: 4,
  conversations: null,
})

test('programs share one axis of time, and a week without conversations is a gap', () => {
  const all = [told('2026-W45'), told('2026-W48', 'q')]
  const rows = onAxis([told('2026-W45')], all, 'week')
  expect(rows.map(({ id, value, n }) => [id, value, n])).toEqual([
    ['2026-W45', 0.5, 4],
    ['2026-W46', null, 0],
    ['2026-W47', null, 0],
    ['2026-W48', null, 0],
  ])
  expect(rows.every(({ program }) => program === 'p')).toBe(true)
})

test('teams are as they came', () => {
  expect(onAxis([told('b'), told('a')], [], 'team').map(({ id }) => id)).toEqual(['b', 'a'])
})

test('a row without conversations of the reader leads nowhere', () => {
  const labels = {
    name: () => 'name',
    short: () => 'short',
    why: (why: string | null) => `why ${why}`,
    taken: () => '',
  }
  const [closed, open] = figured([told('a'), { ...told('b'), conversations: 'program=p', why: 'x' }], labels)
  expect(closed).toMatchObject({ key: undefined, more: [] })
  expect(open).toMatchObject({ key: 'program=p', why: 'why x' })
})

test('names of files', () => {
  expect(fileName('skill:empathy', 'Beacon 灯塔组', undefined, '2026-W45')).toBe('skill-empathy-beacon-灯塔组-2026-w45')
})
