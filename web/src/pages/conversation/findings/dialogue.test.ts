import { expect, it } from 'vitest'
import { dialogueOf } from './dialogue'

it('reads turns, speakers and which one is meant', () => {
  expect(dialogueOf('C: It is / was late! / *A: I see. / C: Thanks.')).toEqual([
    { who: 'customer', text: 'It is / was late!', meant: false },
    { who: 'agent', text: 'I see.', meant: true },
    { who: 'customer', text: 'Thanks.', meant: false },
  ])
  expect(dialogueOf('C: 太慢了！ / A: 让您久等了。').map(({ meant }) => meant)).toEqual([false, true])
  expect(dialogueOf('That is our policy.')).toEqual([{ who: 'agent', text: 'That is our policy.', meant: true }])
})
