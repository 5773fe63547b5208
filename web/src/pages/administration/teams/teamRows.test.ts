import { expect, test } from 'vitest'
import { teamRows } from './teamRows'

const team = (id: string, program: string, name: string) => ({ id, program, name, created_ms: 0 })
const lead = (name: string, program: string, in_: string | null, state = 'active') => ({
  id: name,
  email: '',
  name,
  role: 'lead',
  language: 'en',
  state,
  programs: [{ program, team: in_ }],
  created_ms: 0,
  yours_to_change: true,
})
const agent = (id: string, program: string, in_: string | null) => ({
  id,
  program,
  external_id: id,
  name: id,
  team: in_,
  user: null,
  created_ms: 0,
})

test('teams of one program, with their leads and agents, by name', () => {
  const { rows, teamless } = teamRows(
    'p1',
    [team('t1', 'p1', 'South'), team('t2', 'p1', 'North'), team('t3', 'p2', 'Elsewhere')],
    [lead('Kim', 'p1', 't1'), lead('Bo', 'p1', null), lead('Gone', 'p1', 't2', 'disabled')],
    [agent('a', 'p1', 't1'), agent('b', 'p1', 't1'), agent('c', 'p1', null), agent('d', 'p2', null)],
  )
  expect(rows.map((row) => [row.team.name, row.leads, row.agents])).toEqual([
    ['North', [], 0],
    ['South', ['Kim'], 2],
  ])
  expect(teamless).toBe(1)
})
