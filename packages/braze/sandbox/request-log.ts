/** One request as the controls show it. Bodies are JSON where they are JSON, text where not, `null` where there is none. */
export interface ShownRequest {
  /** The answer's `X-Request-Id`. */
  readonly id: string
  /** Time of the sandbox, ISO 8601. */
  readonly at: string
  readonly method: string
  /** With its query, as sent. */
  readonly path: string
  /** The key as sent, `null` without one. */
  readonly key: string | null
  /** `null` when the connection was dropped without an answer. */
  readonly status: number | null
  readonly body: unknown
  readonly response: unknown
  /** What was accepted but ignored; there only when something was. */
  readonly warnings?: readonly string[]
}

/** What a list shows of a request. */
export interface RequestSummary extends Pick<ShownRequest, 'id' | 'at' | 'method' | 'path' | 'key' | 'status'> {
  /** Whether it failed, in part or whole, or something of it was ignored. */
  readonly troubled: boolean
}

/** One request as kept: bodies as text, which is several times smaller than parsed. `warnings` may grow until writes are applied. */
export interface LoggedRequest {
  readonly id: string
  readonly at: number
  readonly method: string
  readonly path: string
  readonly key: string | undefined
  readonly status: number | undefined
  readonly body: string
  readonly response: string
  readonly warnings: readonly string[]
}

/** The last requests, newest last. */
export interface RequestLog {
  readonly size: number
  add(request: LoggedRequest): void
  /** At most `limit` of the newest that hold `search` in their method and path, key, status, body or answer, in any case. */
  show(limit?: number, search?: string): readonly ShownRequest[]
  /** The same without bodies, or only those that are troubled. */
  summarize(limit: number, search: string, onlyTroubled: boolean): readonly RequestSummary[]
  find(id: string): ShownRequest | undefined
}

/** The most that is kept; the oldest go first. Characters are counted so that 10,000 full batches do not fill the memory. */
const KEPT = { requests: 10_000, characters: 16 * 1024 * 1024 }

export function createRequestLog(kept: typeof KEPT = KEPT): RequestLog {
  let requests: LoggedRequest[] = []
  let start = 0
  let characters = 0

  function forgetOldest(): void {
    const oldest = requests[start]
    if (oldest === undefined) return
    characters -= weight(oldest)
    start += 1
    // Moving the array on every request would cost more than letting a few entries linger.
    if (start < 1000 && start < requests.length) return
    requests = requests.slice(start)
    start = 0
  }

  /** Newest first. */
  function* newest(): Generator<LoggedRequest> {
    for (let index = requests.length - 1; index >= start; index -= 1) {
      const request = requests[index]
      if (request !== undefined) yield request
    }
  }

  function select(limit: number, search: string, wanted: (request: LoggedRequest) => boolean): LoggedRequest[] {
    const text = search.toLowerCase()
    const found = newest().filter((request) => wanted(request) && (text === '' || holds(request, text)))
    return [...found.take(limit)].reverse()
  }

  return {
    get size() {
      return requests.length - start
    },
    add(request) {
      requests.push(request)
      characters += weight(request)
      while (requests.length - start > kept.requests || (characters > kept.characters && requests.length - start > 1)) {
        forgetOldest()
      }
    },
    show: (limit = kept.requests, search = '') => select(limit, search, () => true).map(show),
    summarize: (limit, search, onlyTroubled) =>
      select(limit, search, (request) => !onlyTroubled || isTroubled(request)).map(summarize),
    find(id) {
      const found = newest().find((request) => request.id === id)
      return found && show(found)
    },
  }
}

function weight(request: LoggedRequest): number {
  return request.body.length + request.response.length + request.path.length + (request.key?.length ?? 0)
}

function holds({ method, path, key = '', status, body, response }: LoggedRequest, wanted: string): boolean {
  const texts = [`${method} ${path}`, key, String(status ?? 'dropped'), body, response]
  return texts.some((text) => text.toLowerCase().includes(wanted))
}

function show(request: LoggedRequest): ShownRequest {
  const { id, at, method, path, key = null, status = null, body, response, warnings } = request
  return {
    id,
    at: new Date(at).toISOString(),
    method,
    path,
    key,
    status,
    body: showBody(body),
    response: showBody(response),
    ...(warnings.length > 0 && { warnings }),
  }
}

function summarize(request: LoggedRequest): RequestSummary {
  const { id, at, method, path, key = null, status = null } = request
  return { id, at: new Date(at).toISOString(), method, path, key, status, troubled: isTroubled(request) }
}

function isTroubled({ status, warnings, response }: LoggedRequest): boolean {
  return status === undefined || status >= 400 || warnings.length > 0 || response.includes('"errors":')
}

/** Deeper JSON than this is shown as text: writing it out again could exhaust the stack. */
const SHOWN_DEPTH = 200

function showBody(text: string): unknown {
  if (text === '') return null
  try {
    const value: unknown = JSON.parse(text)
    return isDeeper(value, SHOWN_DEPTH) ? text : value
  } catch {
    return text
  }
}

/** Whether arrays and objects are nested in each other more than `depth` times. */
export function isDeeper(value: unknown, depth: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return depth === 0 || Object.values(value).some((item) => isDeeper(item, depth - 1))
}
