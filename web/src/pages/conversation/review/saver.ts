/** How far what was typed is kept. */
export type Kept = 'saved' | 'waiting' | 'saving' | 'failed'

/**
 * Keeps a draft a moment after its last change, one call at a time; what changes meanwhile is kept next. A failed call is tried again with
 * the next change, or by `flush`.
 */
export function createSaver<Draft>(
  save: (draft: Draft) => Promise<unknown>,
  tell: (kept: Kept, problem?: unknown) => void,
  wait = 800,
) {
  let latest: { draft: Draft } | undefined
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<boolean> | undefined

  const run = async (): Promise<boolean> => {
    while (latest) {
      const { draft } = latest
      latest = undefined
      tell('saving')
      try {
        await save(draft)
      } catch (problem) {
        latest ??= { draft }
        tell('failed', problem)
        return false
      }
    }
    tell('saved')
    return true
  }
  const start = () => {
    clearTimeout(timer)
    running ??= run().finally(() => {
      running = undefined
    })
    return running
  }
  return {
    change(draft: Draft) {
      latest = { draft }
      if (running) return
      tell('waiting')
      clearTimeout(timer)
      timer = setTimeout(() => void start(), wait)
    },
    /** Keeps at once what is not kept yet; whether all is kept. */
    async flush(): Promise<boolean> {
      if (running) await running
      return latest ? start() : true
    },
    stop: () => clearTimeout(timer),
  }
}
