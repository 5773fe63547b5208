import { expect, test } from 'vitest'
import { face, forms, nextVersion, usedOn, uses, type Version } from './forms'

const version = (id: string, name: string, number: number, state: string, program: string | null = null): Version => ({
  id,
  name,
  version: number,
  state,
  program,
  hash: id,
  created_by: 'system',
  created_ms: number,
  title: null,
  published_ms: null,
  retired_ms: null,
})

const all = [
  version('v1', 'voice', 1, 'published'),
  version('o1', 'voice', 1, 'retired', 'p'),
  version('o2', 'voice', 2, 'published', 'p'),
  version('o3', 'voice', 3, 'draft', 'p'),
  version('c1', 'chat', 1, 'published'),
]

test('versions of one id in one program are one form, apart from that for all programs', () => {
  const found = forms(all)
  expect(found.map((form) => [form.program, form.name, form.versions.map((one) => one.id)])).toEqual([
    [null, 'voice', ['v1']],
    ['p', 'voice', ['o3', 'o2', 'o1']],
    [null, 'chat', ['c1']],
  ])
  expect(found.map((form) => face(form)?.id)).toEqual(['v1', 'o2', 'c1'])
  expect(found[1]?.drafts.map((one) => one.id)).toEqual(['o3'])
})

test("a program's own form stands before one of the same id for all, and drafts never hold", () => {
  const program = { id: 'p', name: 'P', settings: { scorecards: { sms: 'nothing' } } }
  expect(usedOn(program, 'voice', all)?.id).toBe('o2')
  expect(usedOn({ ...program, id: 'q' }, 'voice', all)?.id).toBe('v1')
  expect(usedOn(program, 'sms', all)).toBeUndefined()
  const chat = all.find((one) => one.id === 'c1')
  expect(chat && uses(chat, [program], all)).toEqual([{ program: 'p', programName: 'P', channels: ['chat', 'social'] }])
})

test('a new draft goes on after the versions of its own program alone', () => {
  expect(nextVersion(all, 'voice', 'p')).toBe(4)
  expect(nextVersion(all, 'chat', 'p')).toBe(1)
})
