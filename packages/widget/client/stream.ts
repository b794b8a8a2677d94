// The WebSocket of one conversation, and what gets it back when it is lost.
//
// 1. While there is no socket, the transcript is read before each attempt to get one, so nothing is missed in between.
// 2. At most one attempt is under way, and at most one socket open.
import type { ClientFrame, ServerFrame } from '../protocol.ts'
import { pauseAfter } from './backoff.ts'
import type { ChatState } from './chat.ts'
import { isGone, isPassing, Refusal, readJson } from './refusal.ts'
import type { Socket, Surroundings } from './surroundings.ts'

export interface Stream {
  readonly isOpen: boolean
  /** Lost when there is no connection. */
  send(frame: ClientFrame): void
  /** The network or the person is back, or the network has gone. */
  wake(change: 'online' | 'offline' | 'seen'): void
  close(): void
}

interface StreamOptions {
  readonly around: Pick<Surroundings, 'openSocket' | 'after' | 'random' | 'now' | 'isOnline'>
  /** Where to, and with which subprotocols. Asked before each attempt. */
  readonly address: () => { readonly url: string; readonly protocols: readonly string[] }
  /** Reads what is new. */
  readonly catchUp: () => Promise<void>
  /** All is known already: the first attempt needs no catching up. */
  readonly isCaughtUp: boolean
  readonly onFrame: (frame: ServerFrame) => void
  readonly onConnection: (connection: ChatState['connection']) => void
  readonly onRefused: (refusal: Refusal) => void
  readonly onGone: (error: unknown) => void
  /** Whether a lost socket is worth getting back. */
  readonly isWanted: () => boolean
}

/** A socket that lasted this long was a good one. */
const goodMs = 5000
/** What a browser calls an open socket. */
const open = 1

export function createStream(options: StreamOptions): Stream {
  const { around } = options
  let socket: Socket | null = null
  let isConnecting = false
  let isClosed = false
  let attempts = 0
  let cancel: (() => void) | null = null

  async function connect(isCaughtUp: boolean): Promise<void> {
    if (isConnecting || isClosed) return // 2
    cancel?.()
    cancel = null
    isConnecting = true
    try {
      if (!isCaughtUp) await options.catchUp() // 1
      if (!isClosed) openSocket()
    } catch (error) {
      if (!isClosed) failed(error)
    } finally {
      isConnecting = false
    }
  }

  function failed(error: unknown): void {
    if (isGone(error)) options.onGone(error)
    else {
      if (error instanceof Refusal && !isPassing(error)) options.onRefused(error)
      retryLater(error instanceof Refusal ? (error.retryAfterMs ?? 0) : 0)
    }
  }

  function openSocket(): void {
    const { url, protocols } = options.address()
    const opened = around.openSocket(url, protocols)
    let openedAt = Number.POSITIVE_INFINITY
    socket = opened
    opened.addEventListener('open', () => {
      if (socket !== opened) return
      openedAt = around.now()
      options.onConnection('open')
    })
    opened.addEventListener('message', ({ data }) => {
      const frame = readJson(String(data))
      if (socket === opened && typeof frame === 'object' && frame !== null) options.onFrame(frame as ServerFrame)
    })
    opened.addEventListener('close', () => {
      if (socket !== opened) return
      socket = null
      if (around.now() - openedAt >= goodMs) attempts = 0
      retryLater(0)
    })
  }

  function retryLater(atLeastMs: number): void {
    if (isClosed) return
    if (!options.isWanted()) {
      options.onConnection('idle')
      return
    }
    tellLoss()
    cancel?.()
    cancel = around.after(pauseAfter(attempts, around.random, atLeastMs), () => {
      cancel = null
      void connect(false)
    })
    attempts += 1
  }

  function tellLoss(): void {
    // The first time it is mostly back before anybody would have noticed.
    const lost = attempts === 0 ? 'connecting' : 'lost'
    options.onConnection(around.isOnline() ? lost : 'offline')
  }

  function drop(): void {
    const dropped = socket
    socket = null
    dropped?.close()
  }

  void connect(options.isCaughtUp)
  return {
    get isOpen() {
      return socket?.readyState === open
    },
    send(frame) {
      if (socket?.readyState === open) socket.send(JSON.stringify(frame))
    },
    wake(change) {
      if (isClosed) return
      if (change === 'offline') {
        // The socket would notice after minutes only.
        if (socket === null) return tellLoss()
        drop()
        return retryLater(0)
      }
      if (change === 'online') {
        // What was opened over another network may be dead without knowing it.
        drop()
        attempts = 0
        if (options.isWanted()) void connect(false)
      } else if (cancel !== null) void connect(false)
    },
    close() {
      isClosed = true
      cancel?.()
      drop()
    },
  }
}
