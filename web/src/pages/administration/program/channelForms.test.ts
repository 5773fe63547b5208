import { expect, test } from 'vitest'
import { choosable } from './channelForms'

const card = (name: string, version: number, program: string | null, state = 'published') => ({
  id: `${name}${version}${program}`,
  name,
  version,
  program,
  state,
  created_by: '',
  created_ms: 0,
  hash: '',
})

test('one form a name: the own one, else the newest; nothing that is not published or another’s', () => {
  const cards = [
    card('chat', 1, null),
    card('chat', 2, null),
    card('chat', 1, 'p1'),
    card('voice', 3, null),
    card('voice', 2, null),
    card('email', 1, null, 'draft'),
    card('sales', 1, 'p2'),
    card('old', 1, null, 'retired'),
  ]
  expect(choosable(cards, 'p1').map(({ id }) => id)).toEqual(['chat1p1', 'voice3null'])
  expect(choosable(cards, 'p2').map(({ id }) => id)).toEqual(['sales1p2', 'chat2null', 'voice3null'])
})
