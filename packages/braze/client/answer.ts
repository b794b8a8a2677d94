import { type Endpoint, queuedMessage, successMessage, type TrackError, trackError } from '@parley/braze/contract'
import { z } from 'zod'
import { BrazeError, type BrazeErrorCode, describe } from './error.ts'
import { createRedact } from './redact.ts'
import { adviseRetry, type Failure } from './retry.ts'

export interface Answer {
  readonly status: number
  readonly headers: { get(name: string): string | null }
  readonly text: string
}

/** How one request ended. */
export type Outcome =
  | {
      readonly kind: 'success'
      readonly value: unknown
      /** Objects that were refused beside those that were taken. */
      readonly errors: readonly TrackError[]
      readonly headers: Answer['headers']
    }
  | { readonly kind: 'failure'; readonly failure: Omit<Failure, 'repeatable'>; readonly error: BrazeError }

export interface Sent {
  readonly endpoint: Endpoint
  readonly apiKey: string
  /** What the caller passed, as JSON: the answer's own words are freed of it. */
  readonly personal: () => string
  /** Milliseconds since 1970, when the answer came. */
  readonly now: number
}

const failureBody = z.looseObject({
  message: z.string().optional(),
  /** Instead of `message`, for a body that is not JSON and for a few endpoint families. */
  error: z.string().optional(),
  /** Of SCIM. */
  detail: z.string().optional(),
  errors: z.array(z.unknown()).optional(),
})

/** What an answer means. Success is a 2XX with the endpoint's own body and no fatal message; 202 `queued` is success. */
export function readAnswer(sent: Sent, answer: Answer): Outcome {
  const body = readJson(answer.text)
  const code = readStatus(answer.status)
  if (code !== undefined) return fail(sent, answer, code, body)
  const parsed = sent.endpoint.response.safeParse(body)
  const said = failureBody.safeParse(body).data
  const message = said?.message
  if (
    message !== undefined &&
    message !== successMessage &&
    message !== queuedMessage &&
    saysSuccess(sent.endpoint, body)
  ) {
    return fail(sent, answer, 'invalid', body)
  }
  if (!parsed.success) return fail(sent, answer, 'unreadable-answer', body)
  const errors = readErrors(said?.errors, createRedact(sent.apiKey, sent.personal))
  return { kind: 'success', value: parsed.data, errors, headers: answer.headers }
}

/** Whether the endpoint says in `message` how it went. Where it need not, any text there is no verdict. */
function saysSuccess({ response }: Endpoint, body: unknown): boolean {
  const { message: _, ...rest } = body as { readonly [member: string]: unknown }
  return !response.safeParse(rest).success
}

/** `undefined`: a success. */
function readStatus(status: number): BrazeErrorCode | undefined {
  if (status >= 200 && status < 300) return undefined
  // Redirects are not followed: a key must not travel to another host. Workers hide the status and give 0.
  if (status < 400) return 'unreadable-answer'
  if (status >= 500) return 'unavailable'
  const codes: { readonly [status: number]: BrazeErrorCode } = {
    401: 'unauthorized',
    403: 'forbidden',
    404: 'not-found',
    408: 'timeout',
    409: 'conflict',
    413: 'too-large',
    415: 'unsupported-media-type',
    429: 'rate-limited',
  }
  return codes[status] ?? 'invalid'
}

function fail(sent: Sent, answer: Answer, code: BrazeErrorCode, body: unknown): Outcome {
  const said = failureBody.safeParse(body).data
  const reasons = readReasons(said?.errors)
  const detail = [said?.message ?? said?.error ?? said?.detail, ...reasons.map((reason) => reason.text)]
    .filter((text) => text !== undefined)
    .join(' ')
  const clean = createRedact(sent.apiKey, sent.personal)
  const failure = {
    code,
    status: answer.status,
    ambiguous: isAmbiguous(answer.status, code, body),
    headers: answer.headers,
  }
  const error = new BrazeError(
    describe(sent.endpoint, code, {
      status: answer.status,
      detail: detail === '' ? describeForeign(answer, body) : `Braze says: ${clean(detail).trim()}`,
    }),
    {
      code,
      status: answer.status,
      retry: adviseRetry(failure, sent.now),
      ambiguous: failure.ambiguous,
      errors: readErrors(said?.errors, clean),
      reasons: reasons.flatMap(({ id }) => (id === undefined || clean(id) !== id ? [] : [id])),
    },
  )
  return { kind: 'failure', failure, error }
}

/** Whether the request may have been taken all the same. 408 and every other 4XX say that it was not. */
function isAmbiguous(status: number, code: BrazeErrorCode, body: unknown): boolean {
  if (code === 'unavailable') return true
  if (status < 200 || status >= 300) return false
  if (code === 'unreadable-answer') return true
  // A fatal message means that nothing was taken, unless the counters beside it say otherwise.
  return z.looseObject({}).safeParse(body).success && Object.entries(body as object).some(countsProcessed)
}

function countsProcessed([name, value]: readonly [string, unknown]): boolean {
  return name.endsWith('_processed') && typeof value === 'number' && value > 0
}

function describeForeign(answer: Answer, body: unknown): string | undefined {
  if (answer.status < 400 && (answer.status === 0 || answer.status >= 300)) return '(a redirect, which is not followed)'
  return body === undefined && answer.text !== '' ? '(not JSON; something between here and Braze answered)' : undefined
}

/** Catalogs, data objects and translations list their errors by `id` and `message`, with the values apart. */
const reason = z.looseObject({ id: z.string().optional(), message: z.string().optional() })
/** Anything else might be a value. */
const reasonId = /^[a-z]+(-[a-z]+)*$/
const MOST_REASONS = 3

function readReasons(errors: readonly unknown[] | undefined) {
  return (errors ?? []).slice(0, MOST_REASONS).flatMap((entry) => {
    const { id: said, message } = reason.safeParse(entry).data ?? {}
    const id = said !== undefined && reasonId.test(said) ? said : undefined
    return id === undefined && message === undefined ? [] : [{ id, text: message ?? id }]
  })
}

function readErrors(errors: readonly unknown[] | undefined, clean: (text: string) => string): readonly TrackError[] {
  return (errors ?? []).flatMap((entry) => {
    const parsed = trackError.safeParse(entry)
    if (!parsed.success) return []
    // Nothing besides: what the API adds tomorrow may be a value.
    const { type, input_array, index } = parsed.data
    return [{ type: clean(type), input_array, index }]
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
