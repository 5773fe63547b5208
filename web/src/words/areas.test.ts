import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const source = new URL('../', import.meta.url)

test('no two areas of words have one name: the later would speak for the earlier', () => {
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((file) => /\.tsx?$/.test(file))
  const areas = files.flatMap((file) =>
    [...readFileSync(new URL(file, source), 'utf8').matchAll(/\bwords\(\s*'([^']+)'/g)].map(([, area]) => area),
  )
  expect(areas.length).toBeGreaterThan(100)
  expect(areas.filter((area, at) => areas.indexOf(area) !== at)).toEqual([])
})
