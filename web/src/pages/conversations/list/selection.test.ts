import { expect, it } from 'vitest'
import { nothing, toggled, toggledAll } from './selection'

const rows = ['a', 'b', 'c', 'd', 'e']
const chosen = (ids: ReadonlySet<string>) => [...ids].sort().join('')

it('Shift chooses from the row before, upwards too, and the anchor stays', () => {
  const first = toggled(nothing, rows, 'd', false)
  const up = toggled(first, rows, 'b', true)
  expect(chosen(up.ids)).toBe('bcd')
  expect(chosen(toggled(up, rows, 'e', true).ids)).toBe('bcde')
})

it('Shift from a row that was let go lets go', () => {
  const all = toggledAll(nothing, rows)
  const without = toggled(all, rows, 'b', false)
  expect(chosen(toggled(without, rows, 'd', true).ids)).toBe('ae')
})

it('Shift without an anchor on the list chooses that row alone', () => {
  const gone = { ids: new Set(['x']), anchor: 'x' }
  expect(chosen(toggled(gone, rows, 'c', true).ids)).toBe('cx')
})

it('all, then none', () => {
  const all = toggledAll({ ids: new Set(['a']), anchor: 'a' }, rows)
  expect(chosen(all.ids)).toBe('abcde')
  expect(toggledAll(all, rows).ids.size).toBe(0)
})
