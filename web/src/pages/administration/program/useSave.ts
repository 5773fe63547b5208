import { useState } from 'react'
import type { Of } from '~/api/client'
import { tellDone } from '~/ui/Problem'
import { useCommon } from '~/words/common'
import { changeProgram, type Seen } from '../programs/programQuery'

/** Saves part of a program; a problem stays to be shown beside the form, and what was typed with it. */
export function useSave(seen: Seen) {
  const common = useCommon()
  const [busy, setBusy] = useState(false)
  const [wrong, setWrong] = useState<unknown>()
  const save = async (body: Of<'ProgramPatch'>) => {
    setBusy(true)
    setWrong(undefined)
    try {
      await changeProgram(seen, body)
      tellDone(common('saved'))
    } catch (thrown) {
      setWrong(thrown)
    }
    setBusy(false)
  }
  return { save, busy, wrong }
}
