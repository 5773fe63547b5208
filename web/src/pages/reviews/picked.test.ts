import { expect, it } from 'vitest'
import { readPicked } from './picked'

it('reads a stratum of agent, channel and language', () => {
  expect(readPicked('01a0-705c voice')).toEqual({
    agent: '01a0-705c',
    channel: 'voice',
    language: undefined,
    reasons: [],
  })
  expect(readPicked('01a0-705c chat zh').language).toBe('zh')
  expect(readPicked(' email').agent).toBeUndefined()
})
it('reads reasons, whatever stands between them', () => {
  expect(readPicked('transfer, hostility').reasons).toEqual(['hostility', 'transfer'])
})
it('reads the dispute that a review came from', () => {
  expect(readPicked('dispute 01a1b128')).toEqual({ reasons: [], dispute: '01a1b128' })
  expect(readPicked('')).toMatchObject({ reasons: [], agent: undefined })
})
