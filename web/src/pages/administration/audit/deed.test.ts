import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { ACTIONS, dayStart, deedOf, pieces } from './deed'

const entry = (action: string, detail = '', more: Partial<Parameters<typeof deedOf>[0]> = {}) =>
  deedOf({ number: 1, at_ms: 0, actor: 'u1', action, object: 'o1', program: 'p1', detail, hash: '', ...more })

test('every action that the server writes has its sentence', () => {
  const crates = new URL('../../../../../crates/', import.meta.url)
  const written = new Set<string>()
  for (const folder of ['store/src', 'server/src']) {
    for (const file of readdirSync(new URL(folder, crates), { recursive: true, encoding: 'utf8' })) {
      if (!file.endsWith('.rs')) continue
      const source = readFileSync(new URL(`${folder}/${file}`, crates), 'utf8')
      for (const [, action = ''] of source.matchAll(
        /(?:Entry \{ action: |entry\(|record_reads\(&[a-z.]+, )"([a-z]+\.[a-z]+)"/g,
      ))
        written.add(action)
    }
  }
  expect(written.size).toBeGreaterThan(40)
  expect([...written].filter((action) => !(action in ACTIONS))).toEqual([])
})

test('what is signed is the program’s', () => {
  expect(entry('signoff.sign').what).toEqual({ kind: 'program', id: 'p1' })
  expect(entry('signoff.withdraw', '', { object: 'p2' }).what).toEqual({ kind: 'program', id: 'p2' })
})

test('variants come from the detail', () => {
  expect(entry('user.change', '{"role":"lead","programs":[],"disabled":true}')).toMatchObject({
    sentence: 'user.change/disabled',
    values: { role: 'lead' },
  })
  expect(entry('program.pack').sentence).toBe('program.pack/none')
  expect(entry('program.pack', 'sha256:00').sentence).toBe('program.pack')
  expect(entry('program.rules').sentence).toBe('program.rules/none')
  expect(entry('program.rules', 'sha256:00').sentence).toBe('program.rules')
  expect(entry('password.set', '', { object: 'u1' }).sentence).toBe('password.set/own')
  expect(entry('retention.delete', '{"class":"raw","count":3,"ids":"sha256:0"}')).toMatchObject({
    sentence: 'retention.delete/raw',
    values: { count: 3 },
  })
  expect(entry('retention.delete', '{"class":').sentence).toBe('retention.delete')
  expect(entry('plan.add').values).toEqual({ action: 'plan.add' })
})

test('a sentence falls into its pieces', () => {
  expect(pieces('[who] invited [what] as Coach')).toEqual([
    { slot: 'who' },
    { text: ' invited ' },
    { slot: 'what' },
    { text: ' as Coach' },
  ])
})

test('a day begins where the reader is', () => {
  expect(dayStart('2026-02-28', 1)).toBe(new Date(2026, 2, 1).getTime())
  expect(dayStart('2026')).toBeUndefined()
})
