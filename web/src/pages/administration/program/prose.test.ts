import { expect, test } from 'vitest'
import { blocksOf, runsOf } from './prose'

test('headings, paragraphs over several lines, and weight', () => {
  expect(blocksOf('# Title\n\n**What.** One\ntwo.\r\n\nThree')).toEqual([
    { kind: 'heading', level: 1, runs: [{ text: 'Title' }] },
    { kind: 'paragraph', runs: [{ text: 'What.', strong: true }, { text: ' One two.' }] },
    { kind: 'paragraph', runs: [{ text: 'Three' }] },
  ])
})

test('lists go on, and end with what is no item', () => {
  expect(blocksOf('- a\n  more\n- b\n1. c\n\nend')).toEqual([
    { kind: 'list', ordered: false, items: [[{ text: 'a' }, { text: ' more' }], [{ text: 'b' }]] },
    { kind: 'list', ordered: true, items: [[{ text: 'c' }]] },
    { kind: 'paragraph', runs: [{ text: 'end' }] },
  ])
})

test('what is no markup stays as it was written', () => {
  expect(runsOf('2 * 3 * 4 <b>x</b> [a](javascript:b)')).toEqual([{ text: '2 * 3 * 4 <b>x</b> [a](javascript:b)' }])
  expect(runsOf('**衡量什么。** 文字')).toEqual([{ text: '衡量什么。', strong: true }, { text: ' 文字' }])
  expect(runsOf('****')).toEqual([{ text: '****' }])
})

test('a line that ends a sentence keeps its end', () => {
  expect(blocksOf('Why. To coach,\nnot to rank.\nWho sees it.\n衡量，\n什么。\n目的')).toEqual([
    { kind: 'paragraph', runs: [{ text: 'Why. To coach, not to rank.\nWho sees it.\n衡量，什么。\n目的' }] },
  ])
})
