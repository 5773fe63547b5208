import { describe, expect, it } from 'vitest'
import { picker, Records } from './exported'

const wanted = [{ id: '01a', source: 'demo', external_id: 'larkmoor-1', program: 'p1' }]
const programs = (id: string) => ({ p1: 'Larkmoor', p2: 'Pippinbay' })[id] ?? id

describe('records of a stream', () => {
  it('are whole wherever the stream was cut', () => {
    const records = new Records(false)
    expect(records.take('{"a":')).toEqual([])
    expect(records.take('1}\n{"b":2}\n{"c"')).toEqual(['{"a":1}', '{"b":2}'])
    expect([...records.take(':3}'), ...records.end()]).toEqual(['{"c":3}'])
  })
  it('keep a line end that stands in a cell', () => {
    const records = new Records(true)
    expect(records.take('id,agent\r\n01a,"Ann\r\nLee"\r\n')).toEqual(['id,agent', '01a,"Ann\r\nLee"'])
  })
})

describe('what is picked', () => {
  it('is told by id in CSV, and the head is none of it', () => {
    const pick = picker('csv', wanted, programs)
    expect(pick('\ufeffid,program')).toBeUndefined()
    expect(pick('01a,p1,demo')).toBe('01a')
    expect(pick('01ab,p1,demo')).toBeUndefined()
  })
  it('is told by program, source and id in JSON Lines: another program may use the same id', () => {
    const pick = picker('jsonl', wanted, programs)
    const line = (program: string, source = 'demo') =>
      JSON.stringify({ conversation: { id: 'larkmoor-1', source, program } })
    expect(pick(line('Larkmoor'))).toBe('01a')
    expect(pick(line('Pippinbay'))).toBeUndefined()
    expect(pick(line('Larkmoor', 'phone'))).toBeUndefined()
  })
  it('is told by program and id in vCons', () => {
    const pick = picker('vcon', wanted, programs)
    const vcon = (id: string) =>
      JSON.stringify({
        analysis: [
          { schema: 'rapport-evaluation/1', body: {} },
          { schema: 'rapport-findings/1', body: { conversation: { id, program: 'Larkmoor' } } },
        ],
      })
    expect(pick(vcon('larkmoor-1'))).toBe('01a')
    expect(pick(vcon('larkmoor-2'))).toBeUndefined()
  })
})
