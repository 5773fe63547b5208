import { QueryClient } from '@tanstack/react-query'
import createClient, { type Middleware } from 'openapi-fetch'
import createHooks from 'openapi-react-query'
import type { Readable } from 'openapi-typescript-helpers'
import type { components, paths } from './schema'

/** The shapes of the API by their names: `Of<'RowOut'>`; as answers bring them, where a pair is an array. */
export type Of<Name extends keyof components['schemas']> = Readable<components['schemas'][Name]>

/** What the server says of an error (RFC 9457), or what the browser says when there is no server. */
export type Problem = Of<'Problem'>

let csrf = ''

/** Every change sends back what the session told. */
export const keepCsrf = (value: string | null | undefined) => {
  csrf = value ?? ''
}

/** What else must be sent by whoever does not use `client`: an upload with progress. */
export const guard = (): Record<string, string> => (csrf ? { 'x-csrf-token': csrf } : {})

const guarded: Middleware = {
  onRequest({ request }) {
    if (request.method !== 'GET') for (const [name, value] of Object.entries(guard())) request.headers.set(name, value)
    return request
  },
  async onResponse({ request, response, schemaPath }) {
    // Signing in that fails, and asking who is signed in, are no end of a session; changing oneself can meet it.
    const asking = schemaPath === '/api/session' && request.method !== 'PATCH'
    // The session is over: the frame asks for a password, and the page stays where it is.
    if (response.status === 401 && !asking) window.dispatchEvent(new Event('rapport:signed-out'))
    return response
  },
  onError() {
    return Response.json(offline(), { status: 503, headers: { 'content-type': 'application/problem+json' } })
  },
}

/** The problem of a server that does not answer. */
export const offline = (): Problem => ({
  type: 'about:blank',
  title: 'Offline',
  status: 0,
  code: 'offline',
  detail: '',
})

/** Whether something thrown is a problem of the API. */
export const isProblem = (thrown: unknown): thrown is Problem =>
  typeof thrown === 'object' && thrown !== null && 'status' in thrown && 'code' in thrown

export const client = createClient<paths>({
  baseUrl: '/',
  // The same thing asked twice is the same list: `found=a&found=b`.
  querySerializer: { array: { style: 'form', explode: true } },
})
client.use(guarded)

/** Hooks over the client: `api.useQuery('get', '/api/programs')`, `api.useMutation('post', …)`. */
export const api = createHooks(client)

export const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      // Another try helps where the network failed, not where the server said no.
      retry: (count, thrown) => count < 2 && !(isProblem(thrown) && thrown.status >= 400 && thrown.status < 500),
    },
  },
})
