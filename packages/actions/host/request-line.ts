import type { WireAnswer, WireRequest } from './frame.ts'
import type { SecretBox } from './secret.ts'

interface Carried {
  /** Epoch milliseconds. */
  readonly at: number
  readonly tookMs: number
  /** It was not carried out, or did not come through: `denied`, `network`, `timeout`, … */
  readonly refusal?: { readonly kind: string; readonly message: string }
}

/** One request that an action asked for, for whoever tries the action out. Free of secrets; only calls of Braze keep their bodies. */
export type RequestLine =
  | (Carried & {
      readonly kind: 'http'
      readonly method: string
      readonly host: string
      /** Without the query, which is the place for what nobody else should see. */
      readonly path: string
      readonly sentBytes: number
      readonly status?: number
      readonly receivedBytes?: number
    })
  | (Carried & {
      readonly kind: 'braze'
      /** Path of the client's method: `users.track`. */
      readonly method: string
      readonly body: unknown
      /** Of an answer that says no. */
      readonly status?: number
      readonly answer?: unknown
    })

const longestPath = 500
/** Of one body as JSON, characters. */
const longestBody = 32 * 1024

/** What was sent, before it is known what comes of it. */
export type Sent = { readonly kind: 'http'; readonly request: WireRequest } | BrazeSent

interface BrazeSent {
  readonly kind: 'braze'
  readonly method: string
  readonly body: unknown
}

interface Came {
  readonly at: number
  readonly tookMs: number
  readonly value?: unknown
  readonly failure?: { readonly kind: string; readonly message: string; readonly status?: number }
}

/** How many bytes base64 stands for. */
const bytesOf = (base64: string | null): number => (base64 === null ? 0 : Math.floor((base64.length * 3) / 4))

export function requestLine(sent: Sent, came: Came, secrets: SecretBox): RequestLine {
  const clean = cleaner(secrets)
  const { at, tookMs, value, failure } = came
  const carried = {
    at,
    tookMs: Math.round(tookMs),
    ...(failure === undefined ? {} : { refusal: { kind: failure.kind, message: clean(failure.message) } }),
  }
  if (sent.kind === 'braze') {
    return {
      ...carried,
      kind: 'braze',
      method: sent.method,
      body: kept(sent.body, clean),
      ...(failure?.status === undefined ? {} : { status: failure.status }),
      ...(failure === undefined ? { answer: kept(value, clean) } : {}),
    }
  }
  const { method, url, body } = sent.request
  const answer = failure === undefined ? (value as WireAnswer) : null
  return {
    ...carried,
    kind: 'http',
    method: clean(method),
    ...placeOf(url, clean),
    sentBytes: bytesOf(body),
    ...(answer === null ? {} : { status: answer.status, receivedBytes: bytesOf(answer.body) }),
  }
}

function placeOf(text: string, clean: (text: string) => string): { readonly host: string; readonly path: string } {
  if (!URL.canParse(text)) return { host: '', path: clean(text.slice(0, longestPath)) }
  const { host, pathname } = new URL(text)
  return { host: clean(host), path: clean(pathname.slice(0, longestPath)) }
}

/** Takes values and stand-ins of secrets out: whoever knew a stand-in could have it replaced. */
function cleaner({ redact, placeholders }: SecretBox): (text: string) => string {
  const stands = Object.entries(placeholders).toSorted(([, one], [, other]) => other.length - one.length)
  return (text) => stands.reduce((clean, [name, stand]) => clean.replaceAll(stand, `[secret ${name}]`), redact(text))
}

function kept(body: unknown, clean: (text: string) => string): unknown {
  const json = JSON.stringify(body ?? null)
  if (json.length > longestBody) return `(${json.length} characters, too long to be kept)`
  const safe = clean(json)
  return safe === json ? (body ?? null) : JSON.parse(safe)
}
