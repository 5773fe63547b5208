import { useSyncExternalStore } from 'react'
import { type Problem, queries } from '~/api/client'
import { type Place, send, type TakenIn } from './send'

/** A file on its way. */
export interface Upload extends Place {
  id: number
  body: Blob
  state: 'waiting' | 'sending' | 'later' | 'done' | 'failed' | 'stopped'
  /** Bytes that have left. */
  sent: number
  taken?: TakenIn
  problem?: Problem
  /** When it is sent again, in milliseconds since 1970. */
  again?: number
}

const OPEN: readonly Upload['state'][] = ['waiting', 'sending', 'later']

/**
 * The files that were given, sent one after the other. They live outside the page, so that going to another page of the app and back loses
 * nothing.
 */
class Uploads {
  private list: readonly Upload[] = []
  private readonly listeners = new Set<() => void>()
  private stopper: (() => void) | undefined
  private busy = false
  private next = 1

  subscribe = (listener: () => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  shown = () => this.list

  add(files: readonly { body: Blob; name: string }[], place: Omit<Place, 'name'>) {
    const added = files.map(
      ({ body, name }): Upload => ({ ...place, id: this.next++, body, name, state: 'waiting', sent: 0 }),
    )
    this.set([...this.list, ...added])
    void this.work()
  }

  again(id: number) {
    this.change(id, { state: 'waiting', sent: 0, problem: undefined })
    void this.work()
  }

  stop(id: number) {
    const upload = this.list.find((one) => one.id === id)
    if (upload?.state === 'sending') this.stopper?.()
    else if (upload && OPEN.includes(upload.state)) this.change(id, { state: 'stopped' })
  }

  /** Puts away what is over. */
  clear() {
    this.set(this.list.filter((one) => OPEN.includes(one.state)))
  }

  private async work() {
    if (this.busy) return
    this.busy = true
    for (let one = this.first(); one; one = this.first()) {
      const { id } = one
      this.change(id, { state: 'sending', sent: 0 })
      const outcome = await send(
        one.body,
        one,
        (sent) => this.change(id, { sent }),
        (stop) => {
          this.stopper = stop
        },
      )
      if (outcome.kind === 'later') await this.wait(id, outcome.seconds)
      else if (outcome.kind === 'taken') this.change(id, { state: 'done', taken: outcome.taken })
      else if (outcome.kind === 'failed') this.change(id, { state: 'failed', problem: outcome.problem })
      else this.change(id, { state: 'stopped' })
      for (const path of ['/api/conversations', '/api/dead-letters'])
        void queries.invalidateQueries({ queryKey: ['get', path] })
    }
    this.busy = false
  }

  /** Too much waits on the server: the same file again, when it says. */
  private async wait(id: number, seconds: number) {
    this.change(id, { state: 'later', again: Date.now() + seconds * 1_000 })
    await new Promise((resolve) => setTimeout(resolve, seconds * 1_000))
    if (this.list.find((one) => one.id === id)?.state === 'later') this.change(id, { state: 'waiting' })
  }

  private first = () => this.list.find(({ state }) => state === 'waiting')

  private change(id: number, part: Partial<Upload>) {
    this.set(this.list.map((one) => (one.id === id ? { ...one, ...part } : one)))
  }

  private set(list: readonly Upload[]) {
    this.list = list
    for (const listener of this.listeners) listener()
  }
}

export const uploads = new Uploads()

/** The files that were given, as they are now. */
export const useUploads = () => useSyncExternalStore(uploads.subscribe, uploads.shown)

/** Whether a file is still to be sent: leaving the app would lose it. */
export const underway = (list: readonly Upload[]) => list.some(({ state }) => OPEN.includes(state))
