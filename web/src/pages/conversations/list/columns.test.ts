import { expect, it } from 'vitest'
import { allowed, shares, USUAL } from './columns'

it('no agent stands beside hostility, and nobody sees a column that is not theirs', () => {
  expect(allowed('lead', true)).not.toContain('hostility')
  expect(allowed('lead', false)).toContain('hostility')
  expect(allowed('agent', false)).not.toContain('hostility')
  expect(allowed('client', false)).not.toContain('agent')
})

it('columns share the whole width, with or without the box', () => {
  for (const [roomy, box] of [
    [true, true],
    [false, false],
  ] as const) {
    const all = shares(USUAL, roomy, box)
    expect(all).toHaveLength(USUAL.length + 1 + Number(box))
    expect(all.reduce((sum, one) => sum + one, 0)).toBeCloseTo(100)
  }
})
