import { expect, test } from 'vitest'
import { appliesLines, guidanceOf, howLines } from './reading'

test('every way of answering is said with its behaviours and numbers', () => {
  expect(
    howLines({
      rate: { of: ['a'], or: ['b'], called_for: { any: ['c'], level: 2, within: 3 }, bands: { 80: 100, 0: 0 } },
    }),
  ).toEqual([
    { key: 'rate', behaviours: ['a'] },
    { key: 'rateOr', behaviours: ['b'] },
    { key: 'rateCalledLevel', values: { within: 3, level: 2 }, behaviours: ['c'] },
    { key: 'band', values: { from: 0, earns: 0 } },
    { key: 'band', values: { from: 80, earns: 100 } },
  ])
  expect(howLines({ present: { any: ['a'], event: 'hold', otherwise: 'open' } }).map((line) => line.key)).toEqual([
    'present',
    'presentEvent',
    'otherwise.open',
  ])
  expect(howLines({ limit: { any: ['a'], each: 50 } })).toEqual([
    { key: 'limit', values: { allowed: 0, each: 50 }, behaviours: ['a'] },
  ])
  expect(howLines({ balance: { for: ['a'], against: ['b'] } }).map((line) => line.behaviours)).toEqual([['a'], ['b']])
  expect(howLines({ masked: { any: ['CVV', 'PIN'] } })).toEqual([{ key: 'masked', values: { kinds: 'CVV, PIN' } }])
  expect(howLines(undefined)).toEqual([])
})

test('an item without conditions always applies; the default of `timed` is no condition', () => {
  expect(appliesLines({ timed: false })).toEqual([])
  expect(appliesLines({ channels: ['chat', 'sms'], agent_turns: 2, found: ['x'] })).toEqual([
    { key: 'onChannels', values: { channels: 'chat sms' } },
    { key: 'found', values: { level: 0 }, behaviours: ['x'] },
    { key: 'agentTurns', values: { count: 2 } },
  ])
})

test('guidance may have a note alone', () => {
  expect(guidanceOf({ note: { en: 'n', zh: '说' } })).toEqual({
    note: { en: 'n', zh: '说' },
    good: { en: [], zh: [] },
    bad: { en: [], zh: [] },
  })
  expect(guidanceOf(undefined)).toBeUndefined()
})
