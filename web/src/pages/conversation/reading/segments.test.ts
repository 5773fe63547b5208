import { describe, expect, it } from 'vitest'
import { lanes, segments } from './segments'

describe('segments', () => {
  it('is the whole text where nothing was found', () => {
    expect(segments('hello', [])).toEqual([{ text: 'hello', start: 0, spans: [], begins: [] }])
  })
  it('has nothing of an empty text', () => {
    expect(segments('', [{ id: 'f1', start: 0, end: 3 }])).toEqual([])
  })
  it('cuts where spans overlap, and the shorter one comes last', () => {
    const cut = segments('I am sorry, truly', [
      { id: 'short', start: 5, end: 10 },
      { id: 'long', start: 0, end: 17 },
      { id: 'across', start: 8, end: 13 },
    ])
    expect(cut.map(({ text }) => text)).toEqual(['I am ', 'sor', 'ry', ', t', 'ruly'])
    expect(cut.map(({ spans }) => spans)).toEqual([
      ['long'],
      ['long', 'short'],
      ['long', 'short', 'across'],
      ['long', 'across'],
      ['long'],
    ])
    expect(cut.map(({ begins }) => begins)).toEqual([['long'], ['short'], ['across'], [], []])
  })
  it('counts code points and loses no sign', () => {
    const text = '😀😀 no 𠮷!'
    const cut = segments(text, [{ id: 'f1', start: 3, end: 5 }])
    expect(cut.map((one) => one.text)).toEqual(['😀😀 ', 'no', ' 𠮷!'])
    expect(cut.map((one) => one.text).join('')).toBe(text)
  })
  it('cuts what reaches beyond the text and leaves out what is empty', () => {
    const cut = segments('abc', [
      { id: 'beyond', start: 1, end: 99 },
      { id: 'empty', start: 2, end: 2 },
    ])
    expect(cut.map(({ text, spans }) => [text, spans])).toEqual([
      ['a', []],
      ['bc', ['beyond']],
    ])
  })
})

describe('lanes', () => {
  it('keeps overlapping spans apart and gives a lane back where it is free', () => {
    const found = lanes([
      { id: 'long', start: 0, end: 20 },
      { id: 'left', start: 0, end: 5 },
      { id: 'right', start: 5, end: 10 },
      { id: 'across', start: 3, end: 12 },
    ])
    expect(found.get('left')).toBe(0)
    expect(found.get('right')).toBe(0)
    expect(found.get('across')).toBe(1)
    expect(found.get('long')).toBe(2)
  })
})
