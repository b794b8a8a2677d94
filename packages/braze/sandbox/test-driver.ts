import { onTestFinished } from 'vitest'
import type { ShownRequest } from './request-log.ts'
import { createSandbox } from './server.ts'
import type { SandboxOptions } from './settings.ts'

/** What came back, body parsed where it is JSON. */
interface Heard {
  readonly status: number
  readonly headers: Headers
  // A test says what it expects of an answer: typing it here would say it twice.
  // biome-ignore lint/suspicious/noExplicitAny: see above
  readonly body: any
}

/** A client of a fresh sandbox, closed when the test ends. */
export interface Driver {
  readonly url: string
  readonly port: number
  send(path: string, init?: RequestInit): Promise<Heard>
  /** POST with the default key; a text is sent as it is. */
  post(path: string, body: unknown, headers?: { readonly [name: string]: string }): Promise<Heard>
  /** GET with the default key. */
  get(path: string): Promise<Heard>
  track(body: unknown): Promise<Heard>
  export(body: unknown): Promise<Heard>
  /** The profile with this external id as the controls show it, `undefined` without one. */
  profile(externalId: string): Promise<Heard['body']>
  profiles(): Promise<Heard['body'][]>
  requests(): Promise<readonly ShownRequest[]>
  fault(fault: object): Promise<Heard>
  advance(seconds: number): Promise<void>
  close(): Promise<void>
}

export async function drive(options: SandboxOptions = {}): Promise<Driver> {
  const sandbox = await createSandbox(options)
  onTestFinished(() => sandbox.close())

  async function send(path: string, init: RequestInit = {}): Promise<Heard> {
    const response = await fetch(sandbox.url + path, init)
    const text = await response.text()
    const isJson = text !== '' && response.headers.get('content-type')?.includes('json') === true
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }

  const post: Driver['post'] = (path, body, headers = {}) =>
    send(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: 'Bearer sandbox-key', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })

  return {
    url: sandbox.url,
    port: sandbox.port,
    send,
    post,
    get: (path) => send(path, { headers: { Authorization: 'Bearer sandbox-key' } }),
    track: (body) => post('/users/track', body),
    export: (body) => post('/users/export/ids', body),
    async profile(externalId) {
      const heard = await send(`/__sandbox/profiles/${encodeURIComponent(externalId)}`)
      return heard.status === 404 ? undefined : heard.body
    },
    profiles: async () => (await send('/__sandbox/profiles')).body.users,
    requests: async () => (await send('/__sandbox/requests')).body.requests,
    fault: (fault) => post('/__sandbox/faults', fault),
    async advance(seconds) {
      await post('/__sandbox/clock', { advance_seconds: seconds })
    },
    close: () => sandbox.close(),
  }
}
