import { expect, it } from 'vitest'
import type { Mark } from '../reading/marks'
import { groupsOf } from './groups'

const mark = (id: string, behaviour: string): Mark => ({ id, behaviour, polarity: 'for', turn: 0, hint: false })

it('puts marks under their skills in the order of the library, and what has none last', () => {
  const skills: Record<string, string> = { calm: 'empathy', greet: 'opening', angry: 'none', own: 'a_teams_own' }
  const marks = ['x', 'angry', 'calm', 'own', 'greet', 'calm'].map((behaviour, at) => mark(`f${at}`, behaviour))
  const groups = groupsOf(marks, (behaviour) => skills[behaviour], ['opening', 'empathy'])
  expect(groups.map(({ skill, marks: own }) => [skill, own.map(({ id }) => id)])).toEqual([
    ['opening', ['f4']],
    ['empathy', ['f2', 'f5']],
    ['a_teams_own', ['f3']],
    [undefined, ['f0', 'f1']],
  ])
})
