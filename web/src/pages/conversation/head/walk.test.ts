import { expect, it } from 'vitest'
import { placeIn } from './walk'

it('knows who stands before and after', () => {
  expect(placeIn(['a', 'b', 'c'], 'b')).toEqual({ at: 1, before: 'a', after: 'c' })
  expect(placeIn(['a', 'b'], 'a')).toEqual({ at: 0, before: undefined, after: 'b' })
  expect(placeIn(['a', 'b'], 'b')).toEqual({ at: 1, before: 'a', after: undefined })
})
it('knows nobody beside one that is not in the list', () => {
  expect(placeIn(['a', 'b'], 'z')).toEqual({ at: -1, before: undefined, after: undefined })
})
