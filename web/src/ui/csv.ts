type Cell = string | number | null | undefined

// A spreadsheet takes these beginnings for a formula: a name such as `=HYPERLINK(…)` must stay a name.
const FORMULA = /^[\s]*[=+\-@\t\r|%]/

const cell = (value: Cell): string => {
  if (value == null) return ''
  if (typeof value === 'number') return String(value)
  const safe = FORMULA.test(value) ? `'${value}` : value
  return /[",;\r\n]/.test(safe) || safe !== value ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A table as CSV (RFC 4180), with a mark that tells spreadsheets of UTF-8. Texts that look like formulas are made harmless. */
export const csv = (headers: string[], rows: Cell[][]): string =>
  `\uFEFF${[headers, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`

/** Saves a text as a file of the reader. */
export function saveText(name: string, text: string, type = 'text/csv;charset=utf-8') {
  const url = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
