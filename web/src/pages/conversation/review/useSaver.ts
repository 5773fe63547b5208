import { useEffect, useMemo, useRef, useState } from 'react'
import { createSaver, type Kept } from './saver'

/** Keeps a draft by itself and says how far that is; on leaving the page, what is not kept yet is sent. */
export function useSaver<Draft>(save: (draft: Draft) => Promise<unknown>) {
  const [kept, setKept] = useState<{ state: Kept; problem?: unknown; at?: number }>({ state: 'saved' })
  const latest = useRef(save)
  latest.current = save
  const saver = useMemo(
    () =>
      createSaver<Draft>(
        (draft) => latest.current(draft),
        (state, problem) => setKept({ state, problem, at: state === 'saved' ? Date.now() : undefined }),
      ),
    [],
  )
  useEffect(() => {
    const again = () => void saver.flush()
    window.addEventListener('online', again)
    return () => {
      window.removeEventListener('online', again)
      void saver.flush()
    }
  }, [saver])
  return { kept, saver }
}
