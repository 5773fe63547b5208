import { describe, expect, it } from 'vitest'
import { length, pointsBefore, slice } from './codePoints'

describe('code points', () => {
  it('counts an emoji and a rare character once', () => {
    expect(length('a😀𠮷b')).toBe(4)
    expect(length('')).toBe(0)
  })
  it('slices as the server counts', () => {
    expect(slice('😀 no, 𠮷先生 wait', 2, 4)).toBe('no')
    expect(slice('😀 no, 𠮷先生 wait', 6, 9)).toBe('𠮷先生')
    expect(slice('abc', 1)).toBe('bc')
  })
  it('turns an index of a browser into code points', () => {
    const text = '😀a𠮷b'
    expect(pointsBefore(text, 0)).toBe(0)
    expect(pointsBefore(text, 1)).toBe(0)
    expect(pointsBefore(text, 2)).toBe(1)
    expect(pointsBefore(text, 3)).toBe(2)
    expect(pointsBefore(text, 5)).toBe(3)
    expect(pointsBefore(text, 99)).toBe(4)
  })
})
