import { useNavigate, useRouterState } from '@tanstack/react-router'

/** What stands behind the `?` of an address: plain texts, so that people can read, change and send it. */
export type Search = Record<string, string | string[] | undefined>

/** `a=1&b=2&b=3` as `{a: '1', b: ['2', '3']}`. */
export function read(text: string): Search {
  const found: Search = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const before = found[name]
    found[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }
  return found
}

/** The other way; empty values are left out. */
export function write(search: Record<string, unknown>): string {
  const params = new URLSearchParams()
  for (const [name, value] of Object.entries(search)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== null && one !== '') params.append(name, String(one))
    }
  }
  const text = params.toString()
  return text && `?${text}`
}

/** A value as one text, or none. */
export const one = (value: string | string[] | undefined) => (Array.isArray(value) ? value[0] : value)

/** A value as a list. */
export const many = (value: string | string[] | undefined) =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** What stands behind the `?` of the present address, and how to change part of it: `change({ team: undefined, q: 'refund' })`. */
export function useAddress() {
  const search = useRouterState({ select: (state) => state.location.search }) as unknown as Search
  const navigate = useNavigate()
  const change = (part: Search, how: { replace?: boolean } = { replace: true }) =>
    void navigate({
      to: '.',
      search: (before: Search) => ({ ...before, ...part }),
      replace: how.replace,
      resetScroll: false,
    } as never)
  return { search, change }
}
