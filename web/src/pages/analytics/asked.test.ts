import { expect, test } from 'vitest'
import { asked, before, groupsOf, type Reader, sectionsOf, wholeOf } from './asked'

const NOW = Date.UTC(2026, 10, 22, 9)
const manager: Reader = { role: 'manager', teams: [] }
const lead: Reader = { role: 'lead', teams: ['t1'] }
const agent: Reader = { role: 'agent', teams: [] }
const client: Reader = { role: 'client', teams: [] }

test('without a word it is twelve weeks up to today, by week', () => {
  const { sieve, span, by, section, compare } = asked({}, manager, NOW)
  expect({ span, by, section, compare }).toEqual({ span: '12w', by: 'week', section: 'overview', compare: false })
  expect([sieve.from, sieve.until]).toEqual(['2026-08-31', '2026-11-22'])
})

test('chosen days go before a span, and nonsense is not heard', () => {
  const chosen = asked({ period: '4w', from: '2026-10-01', until: 'soon' }, manager, NOW)
  expect([chosen.span, chosen.sieve.from, chosen.sieve.until]).toEqual(['days', '2026-10-01', undefined])
  expect(asked({ period: 'toString', by: 'mood', section: 'pay' }, manager, NOW)).toMatchObject({
    span: '12w',
    by: 'week',
    section: 'overview',
  })
  expect(asked({ period: 'all' }, manager, NOW).sieve).toMatchObject({ from: undefined, until: undefined })
})

test('the period before has as many days and ends the day before', () => {
  expect(before({ from: '2026-11-01', until: '2026-11-30' })).toEqual({ from: '2026-10-02', until: '2026-10-31' })
  expect(before({ from: '2026-11-22', until: '2026-11-22', program: 'p' })).toEqual({
    from: '2026-11-21',
    until: '2026-11-21',
    program: 'p',
  })
  expect(before({ from: '2026-11-22' })).toBeNull()
  expect(before({ from: '2026-11-22', until: '2026-11-01' })).toBeNull()
})

test('nobody is led to what the server refuses', () => {
  expect(sectionsOf({ role: 'analyst', teams: [] })).not.toContain('hostility')
  expect(sectionsOf(agent)).toEqual(['overview', 'skills', 'behaviours', 'scores', 'episodes', 'channels'])
  expect(groupsOf(agent)).toEqual(['day', 'week', 'month', 'channel', 'language'])
  expect(groupsOf(client)).not.toContain('agent')
  expect(groupsOf(lead)).not.toContain('program')
  expect([wholeOf(manager), wholeOf(lead), wholeOf({ ...lead, teams: [] }), wholeOf(agent), wholeOf(client)]).toEqual([
    'program',
    'team',
    'program',
    'agent',
    'program',
  ])
  const wanted = { section: 'hostility', by: 'agent', agent: 'a', team: 't' }
  expect(asked(wanted, client, NOW)).toMatchObject({ section: 'overview', by: 'week' })
  expect(asked(wanted, client, NOW).sieve).toMatchObject({ agent: undefined, team: undefined })
})
