import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { TOUCHES } from './events'

test('every change that the store tells of makes pages ask again', () => {
  const folder = new URL('../../../crates/store/src/', import.meta.url)
  const told = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.rs'))
    .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/changed\([\s\S]{0,200}?\)/g)])
    .flatMap(([call]) => [...call.matchAll(/"([a-z]+\.[a-z]+)"/g)].map(([, kind]) => kind ?? ''))
  expect(new Set(told).size).toBeGreaterThan(8)
  expect([...new Set(told)].filter((kind) => !(kind in TOUCHES))).toEqual([])
})
