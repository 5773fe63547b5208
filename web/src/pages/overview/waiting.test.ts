import { describe, expect, it } from 'vitest'
import { byDue, waiting } from './waiting'

const dispute = (id: string, state: string, due_ms: number, part: object = {}) =>
  ({ id, state, due_ms, raised_by: 'agent', first_reviewer: null, ...part }) as Parameters<typeof waiting>[0][number]
const review = (id: string, due_ms: number | null, created_ms: number) =>
  ({ id, due_ms, created_ms }) as Parameters<typeof byDue>[0][number]

const all = [
  dispute('late', 'raised', 5),
  dispute('mine', 'appealed', 1, { first_reviewer: 'me' }),
  dispute('theirs', 'appealed', 3, { first_reviewer: 'other' }),
  dispute('closed', 'accepted', 0),
  dispute('refused', 'rejected', 2),
  dispute('raised by me', 'raised', 0, { raised_by: 'me' }),
]

describe('disputes that wait', () => {
  it('are those that this person may answer, by due date', () => {
    expect(waiting(all, 'answer', 'me').map(({ id }) => id)).toEqual(['theirs', 'late'])
  })

  it('are for an agent all that are not decided', () => {
    expect(waiting(all, 'own', 'agent').map(({ id }) => id)).toEqual([
      'raised by me',
      'mine',
      'refused',
      'theirs',
      'late',
    ])
  })
})

describe('reviews', () => {
  it('come by due date, without one last and oldest first', () => {
    const list = [review('b', null, 2), review('a', null, 1), review('d', 9, 1), review('c', 3, 5)]
    expect(byDue(list).map(({ id }) => id)).toEqual(['c', 'd', 'a', 'b'])
  })
})
