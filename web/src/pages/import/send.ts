import { guard, type Of, offline, type Problem } from '~/api/client'

export type TakenIn = Of<'TakenIn'>

/** How sending one file ended. */
export type Outcome =
  | { kind: 'taken'; taken: TakenIn }
  | { kind: 'later'; seconds: number }
  | { kind: 'failed'; problem: Problem }
  | { kind: 'stopped' }

/** Where a file belongs. */
export interface Place {
  program: string
  source: string
  name: string
}

/** What the server's answer means. A file of which nothing could be read is an answer too, with its receipts. */
export function outcomeOf(status: number, text: string, retryAfter: string | null): Outcome {
  if (status === 0) return { kind: 'failed', problem: offline() }
  if (status === 429) return { kind: 'later', seconds: Math.min(Math.max(Number(retryAfter) || 2, 1), 120) }
  let body: unknown
  try {
    body = JSON.parse(text)
  } catch {
    body = undefined
  }
  if (typeof body === 'object' && body !== null) {
    if ('receipts' in body && 'report' in body) return { kind: 'taken', taken: body as TakenIn }
    if ('status' in body && 'code' in body) return { kind: 'failed', problem: body as Problem }
  }
  return {
    kind: 'failed',
    problem: { ...offline(), status, code: 'unknown', title: String(status), detail: text.slice(0, 200) },
  }
}

/** Sends one file as it is. The browser tells the progress of an upload only this way. */
export function send(
  body: Blob,
  { program, source, name }: Place,
  onSent: (bytes: number) => void,
  onStop: (stop: () => void) => void,
): Promise<Outcome> {
  return new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const query = new URLSearchParams({ source, name })
    if (program) query.set('program', program)
    request.open('POST', `/api/conversations?${query}`)
    for (const [header, value] of Object.entries(guard())) request.setRequestHeader(header, value)
    request.setRequestHeader('content-type', 'application/octet-stream')
    request.upload.onprogress = (event) => onSent(event.loaded)
    request.onload = () => {
      if (request.status === 401) window.dispatchEvent(new Event('rapport:signed-out'))
      resolve(outcomeOf(request.status, request.responseText, request.getResponseHeader('retry-after')))
    }
    request.onerror = () => resolve(outcomeOf(0, '', null))
    request.onabort = () => resolve({ kind: 'stopped' })
    onStop(() => request.abort())
    request.send(body)
  })
}
