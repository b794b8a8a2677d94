import type { ProblemDocument } from '../protocol.ts'

/** The server will not do what it was asked, and said why. A request that got no answer is whatever error `fetch` gave. */
export class Refusal extends Error {
  override readonly name = 'Refusal'
  readonly code: string
  readonly status: number
  /** How long to wait before the same is asked again, as far as the server said. */
  readonly retryAfterMs: number | null

  constructor(
    { code, status, detail }: Pick<ProblemDocument, 'code' | 'status' | 'detail'>,
    retryAfter?: string | null,
  ) {
    super(detail)
    this.code = code
    this.status = status
    const seconds = Number(retryAfter ?? Number.NaN)
    this.retryAfterMs = Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds, 3600) * 1000 : null
  }
}

/** Whether asking again later can help: the server was too busy or not well, or did not answer at all. */
export const isPassing = (error: unknown): boolean =>
  !(error instanceof Refusal) || error.status === 408 || error.status === 429 || error.status >= 500

const goneCodes: ReadonlySet<string> = new Set(['forbidden', 'unknown-conversation', 'erased'])

/** Whether this token does not open the conversation any more, or there is no such conversation. */
export const isGone = (error: unknown): boolean =>
  error instanceof Refusal && (error.status === 401 || goneCodes.has(error.code))

/** What an answer's body says of a refusal, whatever came. */
export function refusalOf(status: number, text: string, retryAfter?: string | null): Refusal {
  const read = readJson(text)
  const { code, detail } = (typeof read === 'object' && read !== null ? read : {}) as Partial<ProblemDocument>
  const known = typeof code === 'string' && typeof detail === 'string'
  const other = { code: 'no-answer', detail: `The server gave no proper answer (${status}).` }
  return new Refusal({ status, ...(known ? { code, detail } : other) }, retryAfter)
}

export function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
