import type { Problem } from '@parley/flow'

/** How the server refuses: RFC 9457. */
export interface ProblemDocument {
  readonly title: string
  readonly status: number
  /** Stable. */
  readonly code: string
  /** What happened and what to do. */
  readonly detail: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
  readonly problems?: readonly Problem[]
}

/** The server said no, or could not be reached (`offline`). */
export class RequestError extends Error {
  override readonly name = 'RequestError'
  readonly problem: ProblemDocument

  constructor(problem: ProblemDocument, options?: ErrorOptions) {
    super(problem.detail, options)
    this.problem = problem
  }

  get code(): string {
    return this.problem.code
  }
}

type Listener = () => void
const signedOut = new Set<Listener>()

/** Called when the server no longer knows who this is: the work stays, and somebody signs in over it. */
export function onSignedOut(listener: Listener): () => void {
  signedOut.add(listener)
  return () => void signedOut.delete(listener)
}

const signedIn = new Set<Listener>()

/** Called when somebody has signed in over their work: what waits for it need not wait longer. */
export function onSignedIn(listener: Listener): () => void {
  signedIn.add(listener)
  return () => void signedIn.delete(listener)
}

export function tellSignedIn(): void {
  for (const listener of [...signedIn]) listener()
}

let csrfToken = ''

/** The token that every change carries, from the answer that told who is signed in. */
export function rememberCsrf(token: string): void {
  csrfToken = token
}

/**
 * Asks the server's Studio API.
 *
 * @param path below `/studio/api`, beginning with a slash
 * @throws RequestError when the answer is a problem, or there is none
 */
export async function request<Answer>(
  path: string,
  options: { readonly method?: string; readonly body?: unknown; readonly signal?: AbortSignal } = {},
): Promise<Answer> {
  const { method = options.body === undefined ? 'GET' : 'POST', body, signal } = options
  const send = () => fetchAnswer(path, { method, body, signal })
  let response = await send()
  if (method !== 'GET' && response.status === 403 && (await renewCsrf(response))) response = await send()
  if (response.status === 204) return undefined as Answer
  const answer: unknown = await response.json().catch(() => null)
  if (response.ok) return answer as Answer
  const problem = (answer ?? { ...offline, status: response.status }) as ProblemDocument
  if (problem.code === 'signed-out') for (const listener of [...signedOut]) listener()
  throw new RequestError(problem)
}

async function fetchAnswer(
  path: string,
  {
    method,
    body,
    signal,
  }: { readonly method: string; readonly body: unknown; readonly signal: AbortSignal | undefined },
): Promise<Response> {
  return fetch(`/studio/api${path}`, {
    method,
    headers: {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(method === 'GET' ? {} : { 'x-parley-csrf': csrfToken }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(signal === undefined ? {} : { signal }),
  }).catch((error: unknown) => {
    if (signal?.aborted === true) throw error
    throw new RequestError(offline, { cause: error })
  })
}

/** Somebody signed in anew in another tab, and this one still has the token from before: asks for the new one. */
async function renewCsrf(refused: Response): Promise<boolean> {
  const problem: Partial<ProblemDocument> | null = await refused
    .clone()
    .json()
    .catch(() => null)
  if (problem?.code !== 'csrf-refused') return false
  const before = csrfToken
  const me = await fetch('/studio/api/me').catch(() => null)
  if (me?.ok === true) rememberCsrf(((await me.json()) as { readonly csrf: string }).csrf)
  return csrfToken !== before
}

const offline: ProblemDocument = {
  title: 'Not connected',
  status: 0,
  code: 'offline',
  detail: 'The server cannot be reached. What you did is kept here; try again when you are connected.',
}
