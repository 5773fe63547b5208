/** The rule files of one text, separated by lines of `---`, each with the id that it gives itself. */
export function documents(text: string): { id: string; text: string }[] {
  const parts = text.split(/^---[ \t]*$/m).map((part) => part.replace(/^\n+|\s+$/g, ''))
  return parts
    .filter((part) => part !== '')
    .map((part) => ({ id: /^id:[ \t]*["']?([^"'#\s]*)/m.exec(part)?.[1] ?? '', text: part }))
}

/** Rules with others over them: one of the same id takes the other's place, new ones come at the end. */
export function merged(kept: string, typed: string): string {
  const own = documents(typed)
  const named = new Map(own.map((one) => [one.id, one]))
  const before = documents(kept)
  const added = own.filter((one) => !one.id || !before.some((known) => known.id === one.id))
  const stay = before.map((one) => (one.id && named.get(one.id)) || one)
  return `${[...stay, ...added].map((one) => one.text).join('\n---\n')}\n`
}
