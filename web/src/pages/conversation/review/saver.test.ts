import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSaver } from './saver'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('keeps the last of many changes, once', async () => {
  const save = vi.fn(async (_: string) => {})
  const told: string[] = []
  const saver = createSaver(save, (kept) => told.push(kept), 500)
  saver.change('a')
  saver.change('ab')
  await vi.advanceTimersByTimeAsync(499)
  expect(save).not.toHaveBeenCalled()
  await vi.advanceTimersByTimeAsync(1)
  expect(save.mock.calls).toEqual([['ab']])
  expect(told).toEqual(['waiting', 'waiting', 'saving', 'saved'])
})

it('keeps what changes while a call is under way, after it', async () => {
  const ends: (() => void)[] = []
  const save = vi.fn((_: string) => new Promise<void>((end) => ends.push(end)))
  const saver = createSaver(save, () => {}, 10)
  saver.change('a')
  await vi.advanceTimersByTimeAsync(10)
  saver.change('b')
  await vi.advanceTimersByTimeAsync(50)
  expect(save).toHaveBeenCalledTimes(1)
  ends[0]?.()
  await vi.advanceTimersByTimeAsync(0)
  expect(save.mock.calls).toEqual([['a'], ['b']])
})

it('loses nothing when a call fails, and says so', async () => {
  const save = vi.fn(async (_: string) => {})
  save.mockRejectedValueOnce(new Error('offline'))
  const told: string[] = []
  const saver = createSaver(save, (kept) => told.push(kept), 10)
  saver.change('a')
  await vi.advanceTimersByTimeAsync(10)
  expect(told.at(-1)).toBe('failed')
  expect(await saver.flush()).toBe(true)
  expect(save.mock.calls).toEqual([['a'], ['a']])
  expect(told.at(-1)).toBe('saved')
})

it('has nothing to keep where nothing changed', async () => {
  const save = vi.fn(async (_: string) => {})
  expect(await createSaver(save, () => {}).flush()).toBe(true)
  expect(save).not.toHaveBeenCalled()
})
