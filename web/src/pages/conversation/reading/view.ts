import { useSyncExternalStore } from 'react'

/** The first and last turn that a person sees of the transcript. */
export interface View {
  first: number
  last: number
}

/** Where the transcript stands, for whoever wants to follow it: kept outside of React, so that scrolling redraws nothing else. */
export function createViewed() {
  let view: View = { first: 0, last: 0 }
  const heard = new Set<() => void>()
  return {
    get: () => view,
    set: (next: View) => {
      if (next.first === view.first && next.last === view.last) return
      view = next
      for (const one of heard) one()
    },
    subscribe: (one: () => void) => {
      heard.add(one)
      return () => void heard.delete(one)
    },
  }
}

export type Viewed = ReturnType<typeof createViewed>

export const useView = (viewed: Viewed) => useSyncExternalStore(viewed.subscribe, viewed.get)
