import { useEffect, useState } from 'react'

/** What this tab keeps under a name; where it keeps nothing, what any tab kept last. */
export function kept<Value>(name: string): Value | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? localStorage.getItem(name) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** Keeps a value for this tab, and as the last one for tabs that are opened later: two tabs never write over each other's. */
export function keep(name: string, value: unknown) {
  const text = JSON.stringify(value)
  sessionStorage.setItem(name, text)
  localStorage.setItem(name, text)
}

/** Forgets what this tab keeps; what another tab kept since stays. */
export function drop(name: string) {
  const own = sessionStorage.getItem(name)
  if (own === null || own === localStorage.getItem(name)) localStorage.removeItem(name)
  sessionStorage.removeItem(name)
}

/** Whoever goes leaves behind what this tab still keeps, whatever others kept or forgot meanwhile. */
export function useLeftBehind(name: string) {
  useEffect(() => {
    const leave = () => {
      const own = sessionStorage.getItem(name)
      if (own !== null) localStorage.setItem(name, own)
    }
    window.addEventListener('pagehide', leave)
    return () => {
      leave()
      window.removeEventListener('pagehide', leave)
    }
  }, [name])
}

/** A value that is kept while it is typed; a tab that is opened later begins with what was typed last. */
export function useKept<Value>(name: string, start: Value) {
  const [value, set] = useState(() => kept<Value>(name) ?? start)
  const change = (next: Value) => {
    keep(name, next)
    set(next)
  }
  return [value, change] as const
}
