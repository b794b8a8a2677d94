import { createStore, type Store } from './store.ts'

/** The part of a WebSocket that is used. */
export type Socket = Pick<WebSocket, 'readyState' | 'send' | 'close' | 'addEventListener'>

/** What is told to the other tabs of this browser, and heard from them. */
export interface Channel {
  post(message: unknown): void
  close(): void
}

export interface UploadRequest {
  readonly url: string
  readonly headers: { readonly [name: string]: string }
  readonly body: Blob
  /** Gets 0 to 1. */
  readonly onProgress: (share: number) => void
  readonly signal?: AbortSignal
}

/** Everything a chat needs of the browser, so that a test can be one. */
export interface Surroundings {
  readonly fetch: (url: string, init: RequestInit) => Promise<Response>
  /** Rejects with an `AbortError` when it was given up, and with a `TypeError` when there was no answer. */
  readonly upload: (request: UploadRequest) => Promise<{ readonly status: number; readonly text: string }>
  readonly openSocket: (url: string, protocols: readonly string[]) => Socket
  /** `null`: the browser has no such thing, or forbids it. */
  readonly openChannel: (name: string, listener: (message: unknown) => void) => Channel | null
  readonly store: Store
  /** Epoch milliseconds. */
  readonly now: () => number
  /** Runs it once, later; returns what prevents that. */
  readonly after: (ms: number, run: () => void) => () => void
  /** From 0 up to 1, for spreading things in time. */
  readonly random: () => number
  /** Nobody can guess them. */
  readonly randomBytes: (count: number) => Uint8Array
  readonly isOnline: () => boolean
  /** `online`, `offline`: the network came or went. `seen`: the page is looked at again. Returns what ends it. */
  readonly watch: (listener: (change: 'online' | 'offline' | 'seen') => void) => () => void
  /** Runs it while no other tab runs one of the same name. */
  readonly alone: <T>(name: string, run: () => Promise<T>) => Promise<T>
}

/** A request that has no answer after this time gets none. The server itself waits for 10 s at most. */
const patienceMs = 30_000

export function browserSurroundings(): Surroundings {
  return {
    fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(patienceMs) }),
    upload,
    openSocket: (url, protocols) => new WebSocket(url, [...protocols]),
    openChannel,
    store: createStore(() => localStorage),
    now: Date.now,
    after(ms, run) {
      // More does not fit into a timer, and no page lasts that long.
      const timer = setTimeout(run, Math.min(ms, 2 ** 31 - 1))
      return () => clearTimeout(timer)
    },
    random: Math.random,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
    isOnline: () => navigator.onLine,
    watch,
    alone: (name, run) => (navigator.locks === undefined ? run() : navigator.locks.request(name, run)),
  }
}

function openChannel(name: string, listener: (message: unknown) => void): Channel | null {
  try {
    const channel = new BroadcastChannel(name)
    channel.addEventListener('message', ({ data }) => listener(data))
    return { post: (message) => channel.postMessage(message), close: () => channel.close() }
  } catch {
    return null
  }
}

function watch(listener: (change: 'online' | 'offline' | 'seen') => void): () => void {
  const ending = new AbortController()
  const { signal } = ending
  addEventListener('online', () => listener('online'), { signal })
  addEventListener('offline', () => listener('offline'), { signal })
  addEventListener('pageshow', ({ persisted }) => persisted && listener('online'), { signal })
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && listener('seen'), {
    signal,
  })
  return () => ending.abort()
}

/** XMLHttpRequest, since `fetch` tells no progress. */
function upload({ url, headers, body, onProgress, signal }: UploadRequest): ReturnType<Surroundings['upload']> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const giveUp = (): void => request.abort()
    request.open('POST', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0))
    request.addEventListener('load', () => resolve({ status: request.status, text: request.responseText }))
    request.addEventListener('error', () => reject(new TypeError('The file could not be sent.')))
    request.addEventListener('abort', () => reject(new DOMException('The upload was given up.', 'AbortError')))
    request.addEventListener('loadend', () => signal?.removeEventListener('abort', giveUp))
    if (signal?.aborted === true) return reject(new DOMException('The upload was given up.', 'AbortError'))
    signal?.addEventListener('abort', giveUp)
    request.send(body)
  })
}
