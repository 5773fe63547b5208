import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { type Document, parseDocument } from 'yaml'
import { client, isProblem, type Of, queries } from '~/api/client'
import { drop, keep, kept, useLeftBehind } from '~/ui/kept'
import { type Form, formOf } from './model'
import { type Placed, placed } from './places'
import { written } from './written'

/** How far the text on the screen is from the one that the server keeps. */
export type Saving = 'saved' | 'waiting' | 'saving' | 'mistakes' | 'conflict' | 'failed'

interface Kept {
  base: string
  text: string
}

const keptAt = (id: string) => `rapport.draft.${id}`
const SOON = 900
const TOGETHER = 1_200

/**
 * A draft under one's hands: its text and the same in parts, undo and redo, and saving by itself. What the server does not take (a form with
 * mistakes, no connection) stays in this browser until it does, for each tab its own.
 */
export function useDraft(card: Of<'WholeScorecardOut'>) {
  const { id } = card
  const [found] = useState(() => kept<Kept>(keptAt(id)))
  useLeftBehind(keptAt(id))
  const left = found !== undefined && found.text !== card.body ? found : undefined
  const restored = left?.base === card.hash
  const [text, setTextState] = useState(left?.text ?? card.body)
  const [hash, setHash] = useState(card.hash)
  const [saving, setSaving] = useState<Saving>(restored ? 'waiting' : left ? 'conflict' : 'saved')
  const [mistakes, setMistakes] = useState<Placed[]>(() => placed(card.body, card.errors ?? []))
  const [problem, setProblem] = useState<unknown>()
  const [past, setPast] = useState<string[]>([])
  const [future, setFuture] = useState<string[]>([])
  const stored = useRef(card.body)
  // What this text was written over: as long as somebody else's lies between, opening the page again must not forget it.
  const base = useRef(left?.base ?? card.hash)
  const together = useRef({ key: '', at: 0 })
  const made = useRef<{ text: string; doc: Document } | undefined>(undefined)

  // The parts are read once for a text; edits keep them in step.
  const doc = useMemo(() => {
    if (made.current?.text !== text) made.current = { text, doc: parseDocument(text) }
    return made.current.doc
  }, [text])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the document changes in place, with its text
  const form: Form | undefined = useMemo(() => (doc.errors.length ? undefined : formOf(doc.toJS())), [doc, text])

  const show = useCallback(
    (next: string) => {
      setTextState(next)
      setSaving((now) => (now === 'conflict' ? now : 'waiting'))
      keep(keptAt(id), { base: base.current, text: next } satisfies Kept)
    },
    [id],
  )
  /** A new text; edits of one field that follow each other quickly are undone together. */
  const setText = useCallback(
    (next: string, key = '') => {
      if (next === text) return
      const now = Date.now()
      const joined = key !== '' && together.current.key === key && now - together.current.at < TOGETHER
      together.current = { key, at: now }
      if (!joined) setPast((before) => [...before.slice(-99), text])
      setFuture([])
      show(next)
    },
    [text, show],
  )
  /** Changes the parts in place; the text follows. */
  const edit = useCallback(
    (change: (doc: Document) => void, key?: string) => {
      change(doc)
      const next = written(doc)
      made.current = { text: next, doc }
      setText(next, key)
    },
    [doc, setText],
  )
  const go = (from: string[], setFrom: typeof setPast, setTo: typeof setPast) => {
    const next = from[from.length - 1]
    if (next === undefined) return
    setFrom(from.slice(0, -1))
    setTo((other) => [...other, text])
    together.current = { key: '', at: 0 }
    show(next)
  }

  const save = useCallback(
    async (tag = hash) => {
      if (text === stored.current) {
        drop(keptAt(id))
        setMistakes([])
        return setSaving('saved')
      }
      setSaving('saving')
      try {
        const params = { path: { id }, header: { 'if-match': `"${tag}"` } }
        const { data, error } = await client.PUT('/api/scorecards/{id}', { params, body: { body: text } })
        if (!data) throw error
        stored.current = text
        base.current = data.hash
        drop(keptAt(id))
        setHash(data.hash)
        setMistakes([])
        setProblem(undefined)
        setSaving((now) => (now === 'saving' ? 'saved' : now))
        void queries.invalidateQueries({ queryKey: ['get', '/api/scorecards'] })
      } catch (thrown) {
        setProblem(thrown)
        if (isProblem(thrown) && thrown.status === 422) {
          setMistakes(placed(text, thrown.errors?.length ? thrown.errors : [{ line: null, message: thrown.detail }]))
          setSaving((now) => (now === 'saving' ? 'mistakes' : now))
        } else if (isProblem(thrown) && thrown.status === 412) setSaving('conflict')
        else setSaving('failed')
      }
    },
    [id, text, hash],
  )
  useEffect(() => {
    if (saving !== 'waiting') return
    const timer = setTimeout(() => void save(), SOON)
    return () => clearTimeout(timer)
  }, [saving, save])

  // Whoever leaves at once loses nothing: the last change is sent on the way out.
  const leaving = useRef<() => void>(() => {})
  leaving.current = () => saving === 'waiting' && void save()
  useEffect(() => () => leaving.current(), [])

  /** Somebody else changed the draft: take theirs, or put this text over it. */
  const settle = async (mine: boolean) => {
    const { data, error } = await client.GET('/api/scorecards/{id}', { params: { path: { id } } })
    if (!data) return setProblem(error)
    stored.current = data.body
    setHash(data.hash)
    if (mine) return save(data.hash)
    base.current = data.hash
    setPast((before) => [...before, text])
    drop(keptAt(id))
    setTextState(data.body)
    setMistakes(placed(data.body, data.errors ?? []))
    setSaving('saved')
  }

  return {
    text,
    form,
    broken: doc.errors,
    mistakes,
    saving,
    problem,
    restored,
    setText,
    edit,
    save: () => void save(),
    settle,
    undo: past.length ? () => go(past, setPast, setFuture) : undefined,
    redo: future.length ? () => go(future, setFuture, setPast) : undefined,
  }
}

export type Draft = ReturnType<typeof useDraft>
