/** One HTTP request that the Braze client of an account made. Free of the key; holds personal data. */
export interface RecentRequest {
  /** Counts within this process. */
  readonly id: number
  /** Epoch milliseconds. */
  readonly at: number
  readonly tookMs: number
  readonly method: string
  /** With the query. */
  readonly path: string
  /** Absent: no answer came. */
  readonly status?: number
  /** Why none came. */
  readonly error?: string
  readonly sentBytes: number
  readonly receivedBytes: number
  /** Texts as they went and came, cut where they are long. */
  readonly body: string | null
  readonly answer: string | null
}

export interface RecentRequests {
  /** The same `fetch`, remembering what goes through it. */
  readonly watch: (send: typeof fetch) => typeof fetch
  /** Newest first. */
  list(): readonly RecentRequest[]
}

/** So many are kept: some minutes of a busy workspace, a megabyte at most. */
const most = 60
const longestBody = 16 * 1024
const longestAnswer = 8 * 1024

const cut = (text: string, longest: number): string =>
  text.length <= longest ? text : `${text.slice(0, longest)}… (${text.length} characters)`

export function createRecentRequests(apiKey: string): RecentRequests {
  const kept: RecentRequest[] = []
  let last = 0
  const clean = (text: string): string => text.replaceAll(apiKey, '[secret braze_api_key]')
  const add = (request: Omit<RecentRequest, 'id'>): void => {
    last += 1
    kept.push({ id: last, ...request })
    if (kept.length > most) kept.shift()
  }
  return {
    list: () => kept.toReversed(),
    watch: (send) => async (input, init) => {
      const at = Date.now()
      const began = performance.now()
      const url = new URL(String(input))
      const body = typeof init?.body === 'string' ? init.body : null
      const sent = {
        at,
        method: init?.method ?? 'GET',
        path: clean(`${url.pathname}${url.search}`),
        sentBytes: body === null ? 0 : Buffer.byteLength(body),
        body: body === null ? null : cut(clean(body), longestBody),
      }
      const took = (): number => Math.round(performance.now() - began)
      const lost = (thrown: unknown): never => {
        const error = thrown instanceof Error ? thrown.name : 'Error'
        add({ ...sent, tookMs: took(), error, receivedBytes: 0, answer: null })
        throw thrown
      }
      const response = await send(input, init).catch(lost)
      // The client reads the text and nothing else: it is looked at on its way instead of being read twice.
      const { status, headers } = response
      const text = async (): Promise<string> => {
        const answer = await response.text().catch(lost)
        const receivedBytes = Buffer.byteLength(answer)
        add({ ...sent, tookMs: took(), status, receivedBytes, answer: cut(clean(answer), longestAnswer) })
        return answer
      }
      return { status, headers, text } as Response
    },
  }
}
