import type { InputError } from '@parley/runtime'
import type { ProblemDocument } from '@parley/widget/protocol'
import { pointer } from './pointer.ts'
import { isProblemCode, type ProblemCode, problemDocument, problems } from './problem.ts'

type Headers = { readonly [name: string]: string }

const seconds = '1'

/** Headers that a code always brings along. */
const headersOf: { readonly [code in ProblemCode]?: Headers } = {
  unauthorized: { 'www-authenticate': 'Bearer realm="parley"' },
  'operator-key-needed': { 'www-authenticate': 'Bearer realm="parley operator"' },
  'upgrade-required': { upgrade: 'websocket', connection: 'upgrade' },
  overloaded: { 'retry-after': seconds },
  'database-unavailable': { 'retry-after': seconds },
  closing: { 'retry-after': seconds },
  'not-ready': { 'retry-after': seconds },
}

interface More {
  readonly errors?: ProblemDocument['errors']
  readonly problems?: ProblemDocument['problems']
  readonly headers?: Headers
  readonly cause?: unknown
}

/** A request that is not carried out: the whole answer to it. `detail` is shown to the caller. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: ProblemCode
  readonly status: number
  readonly problem: ProblemDocument
  readonly headers: Headers

  constructor(code: ProblemCode, detail?: string, more: More = {}) {
    super(detail ?? problems[code].detail, more.cause === undefined ? undefined : { cause: more.cause })
    this.code = code
    this.status = problems[code].status
    this.problem = {
      ...problemDocument(code, detail, more.errors),
      ...(more.problems === undefined ? {} : { problems: more.problems }),
    }
    this.headers = { ...headersOf[code], ...more.headers }
  }
}

/** Fastify's own refusals that have a code of ours; its other 4xx are an `invalid-request`. */
const frameworkCodes: { readonly [code: string]: ProblemCode } = {
  FST_ERR_CTP_BODY_TOO_LARGE: 'body-too-large',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'unsupported-media-type',
  FST_ERR_MAX_PARAM_LENGTH: 'unknown-route',
  FST_ERR_REOPENED_CLOSE_SERVER: 'closing',
}

const field = (error: unknown, name: string): unknown =>
  typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined

/** What the runtime says is wrong with what was given, as the caller wrote it. */
function errorsOf(given: unknown): NonNullable<ProblemDocument['errors']> {
  const errors = Array.isArray(given) ? (given as readonly InputError[]) : []
  return errors.slice(0, 20).map(({ path, detail }) => ({ pointer: pointer(path), detail }))
}

/**
 * The answer to whatever was thrown. The runtime's words reach the caller with a 4xx only: they name what the caller named;
 * behind a 5xx there may be something about our inside.
 */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error
  const code = field(error, 'code')
  if (error instanceof Error && error.name === 'RuntimeError' && isProblemCode(code)) {
    const errors = errorsOf(field(error, 'errors'))
    const more = { cause: error, ...(errors.length > 0 && { errors }) }
    return new Refusal(code, problems[code].status < 500 ? error.message : undefined, more)
  }
  const known = typeof code === 'string' ? frameworkCodes[code] : undefined
  if (known !== undefined) return new Refusal(known)
  const status = field(error, 'statusCode')
  if (typeof code === 'string' && code.startsWith('FST_') && typeof status === 'number' && status < 500) {
    return new Refusal('invalid-request', 'The request could not be read. Check its address, headers and length.')
  }
  return new Refusal('internal-error', undefined, { cause: error })
}
