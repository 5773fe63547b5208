/** Which rows are chosen, and the row from which a range with Shift begins. */
export interface Selection {
  ids: ReadonlySet<string>
  anchor: string | null
}

export const nothing: Selection = { ids: new Set(), anchor: null }

/** Chooses a row or lets it go; with `range` everything from the anchor to it becomes as the anchor is. */
export function toggled(before: Selection, rows: readonly string[], id: string, range: boolean): Selection {
  const ids = new Set(before.ids)
  const from = before.anchor == null ? -1 : rows.indexOf(before.anchor)
  const to = rows.indexOf(id)
  if (range && from >= 0 && to >= 0) {
    const chosen = before.anchor != null && before.ids.has(before.anchor)
    for (const one of rows.slice(Math.min(from, to), Math.max(from, to) + 1)) chosen ? ids.add(one) : ids.delete(one)
    return { ids, anchor: before.anchor }
  }
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id }
}

/** All of these rows, or none where all were chosen. */
export const toggledAll = (before: Selection, rows: readonly string[]): Selection =>
  rows.every((id) => before.ids.has(id)) ? nothing : { ids: new Set(rows), anchor: null }
