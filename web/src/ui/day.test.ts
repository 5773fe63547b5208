import { expect, test } from 'vitest'
import { typedDay } from './day'

test('a day is understood as people of both languages write it', () => {
  for (const text of ['2026-03-01', '2026/3/1', '2026年3月1日', '1 Mar 2026', ' 1 march 2026 ', '2026. 3. 1'])
    expect(typedDay(text), text).toBe('2026-03-01')
})
test('what is no day, or not one yet, is none', () => {
  for (const text of ['', '2026', '2026-03', '2026-02-31', '31 Apr 2026', '1 Foo 2026', '2026-13-01', 'tomorrow'])
    expect(typedDay(text), text).toBe(null)
})
