import { expect, it } from 'vitest'
import { brought, stretchOf } from './arrivals'
import type { Upload } from './uploads'

const upload = (program: string, became: readonly string[]): Upload => ({
  id: 1,
  body: new Blob(),
  name: 'a',
  program,
  source: 's',
  state: 'done',
  sent: 0,
  taken: {
    report: { new: became.filter((one) => one === 'new').length, known: 0, differs: 0, dead: 0 },
    receipts: became.map((one, at) => ({ id: `${program}${at}`, external_id: '', became: one })),
  },
})

it('only new conversations are waited for', () => {
  expect(brought([upload('p', ['new', 'known', 'dead', 'new'])])).toEqual({ program: 'p', ids: ['p0', 'p3'] })
  expect(brought([upload('p', ['known'])])).toBeUndefined()
  expect(brought([])).toBeUndefined()
})

it('a known file of another program does not widen where they are looked for', () => {
  expect(brought([upload('p', ['new']), upload('q', ['known'])])?.program).toBe('p')
  expect(brought([upload('p', ['new']), upload('q', ['new'])])?.program).toBe('')
})

it('the stretch holds the last one too', () => {
  const rows = [
    { started_ms: 20, program: 'p' },
    { started_ms: 10, program: 'q' },
  ]
  expect(stretchOf(rows)).toEqual({ program: undefined, from: '10', until: '21' })
})
