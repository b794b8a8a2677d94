// All WebSocket streams of this process: who may open one, how many there are, and that dead ones go.
// A single stream's talk is `peer.ts`.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import type { ConversationId, Frame } from '@parley/runtime'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import { authorize, bearerOf } from './authority.ts'
import { logRefusal } from './failure.ts'
import { createFileLink } from './file-link.ts'
import type { DoorMetrics } from './metrics.ts'
import { allowsOrigin, type Origins } from './origin.ts'
import type { Conversations, Limits } from './parts.ts'
import { createPeer, type Peer } from './peer.ts'
import type { RateLimits } from './rate-limit.ts'
import { Refusal, refusalOf } from './refusal.ts'
import { readCursor } from './request.ts'
import { createRounds } from './rounds.ts'
import { answerOnSocket } from './socket-answer.ts'

export interface StreamParts {
  readonly conversations: Conversations
  readonly tokenKey: string
  readonly limits: Limits
  readonly log: Logger
  readonly now: () => number
  readonly origins: Origins
  readonly rates: RateLimits
}

export interface Streams {
  /** Listener of the HTTP server's `upgrade`. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void
  /** Says goodbye to every peer and resolves when all sockets are gone. */
  close(): Promise<void>
}

const route = '/v1/conversations/:id/stream'
const path = /^\/v1\/conversations\/([^/?]+)\/stream(?:\?(.*))?$/

/** Whether an upgrade is for us; all others stay ordinary requests, as RFC 9110 wants it. */
export const isStreamUpgrade = (request: IncomingMessage): boolean =>
  request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket' && path.test(request.url ?? '')

/** Browsers can set no header on a WebSocket, so besides `Authorization` there are `?token=` and the subprotocols `bearer, <token>`. */
function tokenOf(request: IncomingMessage, query: URLSearchParams): string | undefined {
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(',').map((it) => it.trim())
  return (
    bearerOf(request.headers) ?? (offered[0] === 'bearer' ? offered[1] : undefined) ?? query.get('token') ?? undefined
  )
}

/** What a visitor asks for, once it is sure that they may. */
interface Admission {
  readonly conversation: ConversationId
  readonly expiresAt: number
  readonly after: number
}

function admit({ origins, tokenKey, now }: StreamParts, request: IncomingMessage): Admission {
  if (!allowsOrigin(request.headers, origins)) throw new Refusal('origin-not-allowed')
  const [, id = '', search = ''] = path.exec(request.url ?? '') ?? []
  const query = new URLSearchParams(search)
  const permission = authorize(tokenKey, tokenOf(request, query), id, now()) // D2
  return { ...permission, after: readCursor(query.get('after') ?? undefined) }
}

/** The WebSocket side of the door; see {@link Streams}. */
export function createStreams(parts: StreamParts, metrics: DoorMetrics): Streams {
  const { conversations, limits, now } = parts
  const settings = {
    noServer: true,
    clientTracking: false,
    maxPayload: limits.bodyBytes, // larger: closed with 1009 by ws
    perMessageDeflate: false,
    closeTimeout: 2000, // ms; known to ws, not yet to its types
    handleProtocols: (offered: ReadonlySet<string>) => (offered.has('bearer') ? 'bearer' : false),
  } as const
  const server = new WebSocketServer(settings)
  // Thrown right through `handleUpgrade` to its caller, so that a malformed handshake is refused like everything else.
  server.on('wsClientError', (error) => {
    throw new Refusal('invalid-request', `${error.message}.`)
  })
  const peers = new Set<Peer>()
  const rounds = createRounds<Peer>(limits.pingMs, (peer) => peer.check())
  /** Visitors between `upgrade` and their first frame, the one being judged included. */
  let arriving = 0
  let closing: PromiseWithResolvers<void> | undefined

  function open(socket: WebSocket, request: IncomingMessage, { conversation, expiresAt }: Admission): Peer {
    const count = () => parts.rates.take('messages', request, { conversation })
    const linkOf = (file: string): string => createFileLink(parts.tokenKey, conversation, file, now())
    const peer = createPeer(
      { socket, conversation, expiresAt, conversations, linkOf, count, limits, now, log: parts.log, metrics },
      () => {
        peers.delete(peer)
        leaveRounds()
        metrics.streams(peers.size)
        if (peers.size === 0) closing?.resolve()
      },
    )
    peers.add(peer)
    const leaveRounds = rounds.add(peer)
    metrics.streams(peers.size)
    if (closing !== undefined) peer.leave()
    return peer
  }

  /** Listens to the conversation before it answers, so that nothing falls between the replay and what comes later. */
  async function welcome(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (closing !== undefined) throw new Refusal('closing')
    if (peers.size + arriving > limits.sockets) throw new Refusal('overloaded')
    const counted = parts.rates.take('streams', request)
    if (counted !== null) await counted
    const admission = admit(parts, request)
    const early: Frame[] = []
    let deliver = (frame: Frame): void => void early.push(frame)
    let close = (): void => {}
    // The conversation is gone: whoever comes again is told why.
    const { conversation, after } = admission
    const unwatch = conversations.watch(
      conversation,
      after,
      (frame) => deliver(frame),
      () => close(),
    )
    try {
      const { status } = await conversations.messages(admission.conversation, admission.after, 1)
      if (socket.destroyed) return unwatch()
      server.handleUpgrade(request, socket, head, (webSocket) => {
        const peer = open(webSocket, request, admission)
        webSocket.once('close', unwatch)
        for (const frame of early) peer.tell(frame)
        if (early.length === 0) peer.tell({ messages: [], status })
        deliver = peer.tell
        close = peer.leave
      })
    } catch (error) {
      unwatch()
      throw error
    }
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Stays: a visitor may hang up at any moment, also while being refused.
    socket.on('error', () => void socket.destroy())
    arriving += 1
    const begun = performance.now()
    welcome(request, socket, head)
      .then(
        () => metrics.answered('GET', route, 101, performance.now() - begun),
        (error: unknown) => {
          const refusal = refusalOf(error)
          logRefusal(parts.log, refusal, 'upgrade', route)
          metrics.answered('GET', route, refusal.status, performance.now() - begun)
          answerOnSocket(socket, refusal)
        },
      )
      .finally(() => {
        arriving -= 1
      })
  }

  async function close(): Promise<void> {
    rounds.close()
    closing ??= Promise.withResolvers()
    for (const peer of peers) peer.leave()
    if (peers.size === 0) closing.resolve()
    await closing.promise
    server.close()
  }

  return { upgrade, close }
}
