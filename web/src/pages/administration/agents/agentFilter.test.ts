import { expect, test } from 'vitest'
import { fittingAgents } from './agentFilter'

const agent = (external_id: string, name: string, program: string, team: string | null, user: string | null) => ({
  id: external_id,
  external_id,
  name,
  program,
  team,
  user,
  created_ms: 0,
})
const agents = [
  agent('A17', 'Maren Oxley', 'p1', 't1', 'u1'),
  agent('a18', '岳遥', 'p1', null, 'u2'),
  agent('a19', 'a19', 'p2', 't2', null),
]
const ids = (filter: Parameters<typeof fittingAgents>[1]) => fittingAgents(agents, filter).map((one) => one.external_id)

test('names are found however they are written', () => {
  expect(ids({ q: 'ａ１' })).toEqual(['A17', 'a18', 'a19'])
  expect(ids({ q: ' oxley ' })).toEqual(['A17'])
  expect(ids({ q: '岳' })).toEqual(['a18'])
})

test('what is lacking is found', () => {
  expect(ids({ lacks: 'team' })).toEqual(['a18'])
  expect(ids({ lacks: 'user' })).toEqual(['a19'])
  expect(ids({ lacks: 'user', program: 'p1' })).toEqual([])
  expect(ids({ team: 't1' })).toEqual(['A17'])
})
