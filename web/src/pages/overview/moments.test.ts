import { describe, expect, it } from 'vitest'
import { excerpt, foremost, momentIn } from './moments'

type Whole = Parameters<typeof momentIn>[0]

const whole = (part: object) =>
  ({
    conversation: { id: 'c1', started_ms: 5, language: 'en' },
    turns: [
      { turn: 0, party: 'customer', text: 'Third call today.', language: 'en' },
      { turn: 1, party: 'agent', text: 'Order number?', language: 'en' },
      { turn: 2, party: 'agent', text: '您好', language: 'zh' },
    ],
    findings: [],
    opportunities: [],
    ...part,
  }) as unknown as Whole

const finding = (part: object) => ({
  behaviour: 'paraphrase',
  polarity: '+',
  turn: 1,
  start: 0,
  end: 1,
  quote: 'x',
  confidence: 0.9,
  ...part,
})

describe('a moment done well', () => {
  it('is the surest finding for, and never a hint or one against', () => {
    const one = whole({
      findings: [
        finding({ quote: 'hint', confidence: 1, hint: true }),
        finding({ quote: 'against', confidence: 1, polarity: '-' }),
        finding({ quote: 'other', confidence: 1, behaviour: 'greeting_complete' }),
        finding({ quote: 'less sure', confidence: 0.5 }),
        finding({ quote: 'surest', turn: 2 }),
      ],
    })
    expect(momentIn(one, 'done', new Set(['paraphrase']))).toMatchObject({
      quote: '您好',
      mark: [0, 1],
      turn: 2,
      language: 'zh',
    })
    expect(momentIn(one, 'done', new Set(['name_used']))).toBeUndefined()
  })
})

describe('a missed moment', () => {
  const missed = { behaviour: 'emotion_acknowledged', turn: 0, taken: false, searched: [0, 1] }

  it('shows the turn that called for it and what was searched', () => {
    const one = whole({ opportunities: [{ ...missed, taken: true }, missed] })
    expect(momentIn(one, 'missed', new Set(['emotion_acknowledged']))).toMatchObject({
      quote: 'Third call today.',
      searched: [0, 1],
      answers: [{ turn: 1, text: 'Order number?' }],
    })
  })

  it('is not one that was taken', () => {
    const one = whole({ opportunities: [{ ...missed, taken: true }] })
    expect(momentIn(one, 'missed', new Set(['emotion_acknowledged']))).toBeUndefined()
  })
})

describe('foremost', () => {
  const row = (behaviour: string, done: number, missed: number) => ({
    behaviour,
    found: { positive: { count: done } },
    called: { opportunities: missed, missed: { count: missed } },
  })

  it('orders by what is asked for and leaves out what never happened', () => {
    const rows = [row('a', 1, 9), row('b', 4, 0), row('c', 2, 3), row('other', 9, 9)]
    const wanted = (behaviour: string) => behaviour !== 'other'
    expect(foremost(rows, 'done', wanted).map((one) => one.behaviour)).toEqual(['b', 'c', 'a'])
    expect(foremost(rows, 'missed', wanted).map((one) => one.behaviour)).toEqual(['a', 'c'])
  })
})

describe('an excerpt', () => {
  it('keeps short texts whole, with the mark between', () => {
    expect(excerpt('I am sorry.', [5, 10])).toEqual(['I am ', 'sorry', '.'])
    expect(excerpt('short')).toEqual(['', '', 'short'])
  })

  it('cuts around the mark and never a character in half', () => {
    const [before, marked, after] = excerpt(`${'好😀'.repeat(200)}记下${'了'.repeat(200)}`, [400, 402], 30)
    expect([marked, before.startsWith('… '), after.endsWith(' …')]).toEqual(['记下', true, true])
    expect([...before].length + [...after].length).toBeLessThan(40)
    expect(before).not.toMatch(/[\ud800-\udbff](?![\udc00-\udfff])/)
  })
})
