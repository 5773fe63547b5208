import { expect, test } from 'vitest'
import { columnsOf, matrix, type Source } from './matrix'
import type { Told } from './told'

const told = (program: string, id: string, value: number | null = 0.5): Told => ({
  program,
  id,
  name: id,
  value,
  interval: null,
  why: null,
  n: 1,
  conversations: null,
})
const score: Source = {
  measure: 'score',
  whole: [told('p', 'p'), told('q', 'q')],
  before: [told('q', 'q', 0.1)],
  times: [told('p', '2026-W45'), told('p', '2026-W47'), told('q', '2026-W46')],
}

test('columns are programs, rows are measures that have a figure', () => {
  const empty: Source = { measure: 'solved', whole: [told('p', 'p', null)], times: [] }
  const columns = columnsOf([score, empty])
  expect(columns.map(({ id }) => id)).toEqual(['p', 'q'])
  const rows = matrix([score, empty], columns, 'week')
  expect(rows.map(({ measure }) => measure)).toEqual(['score'])
  const [p, q] = rows[0]?.cells ?? []
  expect([p?.before, q?.before?.value]).toEqual([undefined, 0.1])
  expect(p?.times.map(({ id, value }) => [id, value])).toEqual([
    ['2026-W45', 0.5],
    ['2026-W46', null],
    ['2026-W47', 0.5],
  ])
  expect(q?.times.map(({ id }) => id)).toEqual(['2026-W45', '2026-W46', '2026-W47'])
})

test('two teams of one program do not each claim its course', () => {
  const teams: Source = { ...score, whole: [told('p', 't1'), told('p', 't2'), told('q', 't3')] }
  const [row] = matrix([teams], columnsOf([teams]), 'week')
  expect(row?.cells.map(({ times }) => times.length)).toEqual([0, 0, 3])
})
