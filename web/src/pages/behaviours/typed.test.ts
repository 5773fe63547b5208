import { expect, test } from 'vitest'
import { nextTurn, pieces, switchParty, turnsOf } from './typed'

test('labels of both languages begin turns, lines without one go on', () => {
  expect(turnsOf('Customer: Hi\nare you there?\n客服：您好\nC: twice! / A: I see.')).toEqual([
    { who: 'customer', text: 'Hi\nare you there?' },
    { who: 'agent', text: '您好' },
    { who: 'customer', text: 'twice!' },
    { who: 'agent', text: 'I see.' },
  ])
  expect(turnsOf("I'm sorry: that was our mistake")).toEqual([
    { who: 'agent', text: "I'm sorry: that was our mistake" },
  ])
  expect(turnsOf('Agent:\n\nCustomer: on/off / no?')).toEqual([{ who: 'customer', text: 'on/off / no?' }])
})

test('the next turn is the other party’s, in the language that is typed', () => {
  expect(nextTurn('Customer: Hi', 5, true)).toEqual({ text: 'Customer: Hi\nAgent: ', cursor: 20 })
  expect(nextTurn('客服：您好', 5, false).text).toBe('客服：您好\n客户：')
  expect(nextTurn('', 0, true).text).toBe('客户：')
  expect(nextTurn('Agent: a\nCustomer: b', 3, false).text).toBe('Agent: a\nCustomer: \nCustomer: b')
})

test('a line changes its party, and the cursor stays in its words', () => {
  expect(switchParty('Customer: Hi', 12, false)).toEqual({ text: 'Agent: Hi', cursor: 9 })
  expect(switchParty('a\n客户：b', 6, false).text).toBe('a\n客服：b')
  expect(switchParty('Hello', 5, false).text).toBe('Customer: Hello')
})

test('pieces are cut by code points, and findings may overlap', () => {
  expect(
    pieces('😀 sorry, we did', [
      { id: 'a', start: 2, end: 7 },
      { id: 'b', start: 2, end: 15 },
    ]),
  ).toEqual([
    { text: '😀 ', ids: [] },
    { text: 'sorry', ids: ['a', 'b'] },
    { text: ', we did', ids: ['b'] },
  ])
  expect(pieces('no marks', [])).toEqual([{ text: 'no marks', ids: [] }])
})
