import { existsSync, readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
}

const dist = new URL('../dist/', import.meta.url)

/** Gzipped bytes of a script and of what it needs before it runs. */
function bytes(manifest: Record<string, Chunk>, key: string, seen = new Set<string>()): number {
  const chunk = manifest[key]
  if (!chunk || seen.has(key)) return 0
  seen.add(key)
  const own = gzipSync(readFileSync(new URL(chunk.file, dist))).length
  return (chunk.imports ?? []).reduce((sum, next) => sum + bytes(manifest, next, seen), own)
}

test('the first load stays within 300 kB of gzipped script, and so does each page on top of it within 300 more', () => {
  const file = new URL('.vite/manifest.json', dist)
  expect(existsSync(file), 'build it first: npm run build').toBe(true)
  const manifest: Record<string, Chunk> = JSON.parse(readFileSync(file, 'utf8'))
  const entry = Object.keys(manifest).find((key) => manifest[key]?.isEntry) ?? ''
  const first = bytes(manifest, entry)
  expect(first).toBeGreaterThan(50_000)
  expect(first).toBeLessThan(300_000)
  for (const key of Object.keys(manifest).filter((key) => key.startsWith('src/pages/'))) {
    const seen = new Set<string>()
    bytes(manifest, entry, seen)
    expect(bytes(manifest, key, seen), key).toBeLessThan(300_000)
  }
})
