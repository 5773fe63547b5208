const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** The day that somebody typed, as `YYYY-MM-DD`: year first with whatever between (`2026-3-1`, `2026年3月1日`), or `1 Mar 2026`; null for no day. */
export function typedDay(text: string): string | null {
  const first = /^\s*(\d{4})\D+(\d{1,2})\D+(\d{1,2})\D*$/.exec(text)
  const named = /^\s*(\d{1,2})\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})\s*$/i.exec(text)
  const [year, month, day] = first
    ? [Number(first[1]), Number(first[2]), Number(first[3])]
    : named
      ? [Number(named[3]), MONTHS.indexOf((named[2] ?? '').toLowerCase()) + 1, Number(named[1])]
      : [0, 0, 0]
  const date = new Date(Date.UTC(year, month - 1, day))
  // The 31st of February is no day, and not the 3rd of March either.
  if (year < 1_000 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null
  return date.toISOString().slice(0, 10)
}
