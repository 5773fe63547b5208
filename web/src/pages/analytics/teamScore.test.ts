import { expect, test } from 'vitest'
import { teamsAsked } from './teamScore'

const teams = [
  { id: 't1', program: 'p' },
  { id: 't2', program: 'p' },
  { id: 't3', program: 'q' },
]

test('each program as a whole, then its own teams', () => {
  expect(teamsAsked(['p', 'q'], teams, { role: 'manager', teams: [] })).toEqual([
    { program: 'p' },
    { program: 'p', team: 't1' },
    { program: 'p', team: 't2' },
    { program: 'q' },
    { program: 'q', team: 't3' },
  ])
})

test('a lead of teams asks for these alone, a client for programs', () => {
  expect(teamsAsked(['p', 'q'], teams, { role: 'lead', teams: ['t2'] })).toEqual([{ program: 'p', team: 't2' }])
  expect(teamsAsked(['p'], [], { role: 'client', teams: [] })).toEqual([{ program: 'p' }])
})
