import { createContext, useContext } from 'react'
import { type Path, put } from './edit'
import type { Form } from './model'
import { type Placed, wrongAt } from './places'
import type { Draft } from './useDraft'

interface Editing {
  draft: Draft
  form: Form
  /** Goes to a part of the form: `` the head, `0` a section, `0.2` a question. */
  go: (at: string) => void
  mistakes: Placed[]
}

export const EditingContext = createContext<Editing | undefined>(undefined)

/** The draft that a field belongs to. */
export function useEditing(): Editing {
  const editing = useContext(EditingContext)
  if (!editing) throw new Error('a field outside a draft')
  return editing
}

/** Writes fields of one part of the form, and says what the server said of them. */
export function usePart(at: string, base: Path) {
  const { draft, mistakes } = useEditing()
  return {
    set: (field: Path, value: unknown) =>
      draft.edit((doc) => put(doc, [...base, ...field], value), [...base, ...field].join('.')),
    wrong: (field: string) => wrongAt(mistakes, at, field),
  }
}
