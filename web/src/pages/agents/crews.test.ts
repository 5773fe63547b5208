import { describe, expect, it } from 'vitest'
import { commonest, crews } from './crews'

const agent = (name: string, program: string, team: string | null) =>
  ({ id: name, name, program, team, external_id: `x-${name}` }) as Parameters<typeof crews>[0][number]
const names = { program: (id: string) => id, team: (id: string) => id }

describe('the roster', () => {
  const all = [agent('Zoe', 'A', 'One'), agent('Ann', 'A', null), agent('Bob', 'B', 'Two'), agent('Cid', 'A', 'One')]

  it('goes by program, team and name, those without a team last', () => {
    expect(
      crews(all, names, '').map(({ program, team, agents }) => [program, team, agents.map(({ name }) => name)]),
    ).toEqual([
      ['A', 'One', ['Cid', 'Zoe']],
      ['A', null, ['Ann']],
      ['B', 'Two', ['Bob']],
    ])
  })

  it('finds people by name or number', () => {
    expect(crews(all, names, ' X-bob ').flatMap(({ agents }) => agents.map(({ name }) => name))).toEqual(['Bob'])
  })
})

describe('skills shown first', () => {
  it('are those with most opportunities of all people together', () => {
    const rows = [
      { skill: 'a', opportunities: 5 },
      { skill: 'b', opportunities: 4 },
      { skill: 'b', opportunities: 4 },
      { skill: 'c', opportunities: 1 },
    ]
    expect(commonest(rows, 2)).toEqual(['b', 'a'])
  })
})
