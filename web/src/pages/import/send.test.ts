import { expect, it } from 'vitest'
import { outcomeOf } from './send'

it('a file of which nothing could be read has receipts, not a problem', () => {
  const text = JSON.stringify({ report: { new: 0, known: 0, differs: 0, dead: 1 }, receipts: [{ line: 1 }] })
  expect(outcomeOf(422, text, null).kind).toBe('taken')
})

it('a refusal keeps what the server says', () => {
  const text = JSON.stringify({
    status: 404,
    code: 'not_found',
    title: 'Not Found',
    detail: 'there is no such program',
  })
  const outcome = outcomeOf(404, text, null)
  expect(outcome.kind === 'failed' && outcome.problem.detail).toBe('there is no such program')
})

it('waits as long as the server asks, and never forever', () => {
  expect(outcomeOf(429, '{}', '7')).toEqual({ kind: 'later', seconds: 7 })
  expect(outcomeOf(429, '', null)).toEqual({ kind: 'later', seconds: 2 })
  expect(outcomeOf(429, '', '999999')).toEqual({ kind: 'later', seconds: 120 })
})

it('an answer of something in between is a problem with its beginning', () => {
  const outcome = outcomeOf(502, '<html>Bad Gateway', null)
  expect(outcome.kind === 'failed' && [outcome.problem.status, outcome.problem.detail]).toEqual([
    502,
    '<html>Bad Gateway',
  ])
  expect(outcomeOf(0, '', null).kind === 'failed').toBe(true)
})
