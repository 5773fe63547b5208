import { readFileSync } from 'node:fs'
import openapiTS, { astToString, COMMENT_HEADER } from 'openapi-typescript'
import { expect, test } from 'vitest'

test('the client is what the description of the API says; `npm run api` writes it anew', async () => {
  const description = new URL('../../../docs/openapi.json', import.meta.url)
  const fresh = COMMENT_HEADER + astToString(await openapiTS(description, { alphabetize: true }))
  expect(readFileSync(new URL('./schema.d.ts', import.meta.url), 'utf8') === fresh).toBe(true)
}, 30_000)
