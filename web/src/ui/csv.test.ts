import { expect, test } from 'vitest'
import { csv } from './csv'

const lines = (text: string) => text.replace('\uFEFF', '').split('\r\n')

test('numbers stay numbers, and nothing stays empty', () => {
  expect(
    lines(
      csv(
        ['name', 'rate (%)'],
        [
          ['Maren', -4.5],
          ['沈', null],
        ],
      ),
    ),
  ).toEqual(['name,rate (%)', 'Maren,-4.5', '沈,', ''])
})

test('commas, quotes and line ends stay in their cell', () => {
  expect(lines(csv(['a'], [['x, "y"\nz']]))[1]).toBe('"x, ""y""\nz"')
})

test('no text becomes a formula', () => {
  for (const text of ['=1+1', '+1', '-1', '@sum', ' =cmd', '\t=1', '|x', '%x'])
    expect(lines(csv(['a'], [[text]]))[1]).toBe(`"'${text}"`)
})
