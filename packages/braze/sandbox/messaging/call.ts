import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'

/** One HTTP request of the sandbox to somebody else. */
export interface OutgoingCall {
  readonly url: URL
  readonly method: string
  readonly headers: { readonly [name: string]: string }
  readonly body: string | undefined
  readonly timeoutMs: number
  /** Of the answer; what is longer counts as no answer. */
  readonly maxBytes: number
}

export type CallOutcome =
  | {
      readonly kind: 'answered'
      readonly status: number
      readonly headers: { readonly [name: string]: string | undefined }
      readonly text: string
    }
  /** Nothing answered: the reason, for people. */
  | { readonly kind: 'unreachable'; readonly reason: string }

/** Calls out over HTTP. Redirects are not followed, nothing is sent that the call does not name. */
export interface Caller {
  call(call: OutgoingCall): Promise<CallOutcome>
  /** Cuts every call under way. */
  close(): void
}

/** Headers that belong to the connection: written by the one who calls, they would break it. */
const connectionHeaders: ReadonlySet<string> = new Set([
  'host',
  'connection',
  'content-length',
  'transfer-encoding',
  'upgrade',
  'expect',
  'trailer',
  'te',
])
const SOCKETS = 50

export function createCaller(): Caller {
  const closing = new AbortController()
  // Without keep-alive: no idle socket outlives the sandbox.
  const agents = { 'http:': new HttpAgent({ maxSockets: SOCKETS }), 'https:': new HttpsAgent({ maxSockets: SOCKETS }) }

  function call({ url, method, headers, body, timeoutMs, maxBytes }: OutgoingCall): Promise<CallOutcome> {
    const sent = Object.entries(headers).filter(([name]) => !connectionHeaders.has(name.toLowerCase()))
    const options = { method, headers: Object.fromEntries(sent), signal: closing.signal }
    return new Promise((resolve) => {
      const fail = (reason: string) => resolve({ kind: 'unreachable', reason })
      try {
        const request =
          url.protocol === 'https:'
            ? httpsRequest(url, { ...options, agent: agents['https:'] })
            : httpRequest(url, { ...options, agent: agents['http:'] })
        const timer = setTimeout(
          () => request.destroy(new Error(`no answer within ${timeoutMs / 1000} seconds`)),
          timeoutMs,
        )
        request.on('response', (response) => readAnswer(response, maxBytes, resolve, fail))
        request.on('error', (error) => fail(describe(error)))
        request.on('close', () => {
          clearTimeout(timer)
          fail('the connection was closed')
        })
        request.end(body)
      } catch (error) {
        fail(describe(error))
      }
    })
  }

  return {
    call,
    close() {
      closing.abort()
      for (const agent of Object.values(agents)) agent.destroy()
    },
  }
}

function readAnswer(
  response: IncomingMessage,
  maxBytes: number,
  resolve: (outcome: CallOutcome) => void,
  fail: (reason: string) => void,
): void {
  const chunks: Buffer[] = []
  let bytes = 0
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length
    if (bytes > maxBytes) response.destroy(new Error(`the answer is longer than ${maxBytes} bytes`))
    else chunks.push(chunk)
  })
  response.on('error', (error) => fail(describe(error)))
  response.on('end', () => {
    const headers: { [name: string]: string | undefined } = {}
    for (const [name, value] of Object.entries(response.headers)) {
      headers[name] = Array.isArray(value) ? value.join(', ') : value
    }
    resolve({ kind: 'answered', status: response.statusCode ?? 0, headers, text: Buffer.concat(chunks).toString() })
  })
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown'
  return (error as NodeJS.ErrnoException).code ?? error.message
}
