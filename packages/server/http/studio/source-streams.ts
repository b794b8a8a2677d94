// The WebSockets on which browsers have documents open: who may open one, how many there are, and that dead ones go.
// A single one's talk is `source-peer.ts`.
import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { largestDocumentFrame } from '@parley/studio/api'
import type { Logger } from 'pino'
import { type WebSocket, WebSocketServer } from 'ws'
import type { Sources } from '../../sources/sources.ts'
import { logRefusal } from '../failure.ts'
import type { DoorMetrics } from '../metrics.ts'
import { allowsOrigin, originsOf } from '../origin.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import { createRounds } from '../rounds.ts'
import { answerOnSocket } from '../socket-answer.ts'
import type { Streams } from '../streams.ts'
import type { Caller, StudioGuard } from './guard.ts'
import { createDocumentPeer, type DocumentPeer } from './source-peer.ts'

export interface DocumentStreamParts {
  readonly sources: Pick<Sources, 'open'>
  readonly guard: Pick<StudioGuard, 'admit'>
  readonly log: Logger
  readonly now: () => number
  readonly limits: { readonly pingMs: number }
}

const route = '/studio/api/solutions/:solution/document'
const path = /^\/studio\/api\/solutions\/([^/?]+)\/document(?:\?.*)?$/

const limits = {
  /** Open documents of this process: each may hold its document's size on the way out. */
  sockets: 500,
  /** Of one person: tabs and devices. */
  perCaller: 30,
  /** Whether somebody may still be here is asked this often, milliseconds: whoever loses a right loses it at once. */
  readmitMs: 5000,
} as const

/** Whether an upgrade is for us; all others stay ordinary requests. */
export const isDocumentUpgrade = (request: IncomingMessage): boolean =>
  request.method === 'GET' && request.headers.upgrade?.toLowerCase() === 'websocket' && path.test(request.url ?? '')

function solutionOf(request: IncomingMessage): string {
  try {
    return decodeURIComponent(path.exec(request.url ?? '')?.[1] ?? '')
  } catch {
    throw new Refusal('unknown-source')
  }
}

/** Of the Studio's own pages only: whoever is signed in is known by a cookie. */
const own = originsOf([])

export function createDocumentStreams(parts: DocumentStreamParts, metrics: DoorMetrics): Streams {
  const { sources, guard, log, now } = parts
  const server = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: largestDocumentFrame, // larger: closed with 1009 by ws
    perMessageDeflate: false,
  })
  server.on('wsClientError', (error) => {
    throw new Refusal('invalid-request', `${error.message}.`)
  })
  const peers = new Map<DocumentPeer, string>()
  const rounds = createRounds<DocumentPeer>(parts.limits.pingMs, (peer) => peer.check())
  const looks = createRounds<DocumentPeer>(Math.min(limits.readmitMs, parts.limits.pingMs), (peer) => peer.readmit())
  let closing: PromiseWithResolvers<void> | undefined

  function countOf(caller: Caller): number {
    return [...peers.values()].filter((id) => id === caller.id).length
  }

  async function welcome(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    if (closing !== undefined) throw new Refusal('closing')
    if (!allowsOrigin(request.headers, own)) throw new Refusal('origin-not-allowed')
    const caller = await guard.admit(request, 'solution:read')
    if (peers.size >= limits.sockets || countOf(caller) >= limits.perCaller) throw new Refusal('overloaded')
    const room = await sources.open(solutionOf(request))
    if (socket.destroyed) return
    server.handleUpgrade(request, socket, head, (webSocket) => open(webSocket, request, caller, room))
  }

  function open(
    socket: WebSocket,
    request: IncomingMessage,
    caller: Caller,
    room: Awaited<ReturnType<Sources['open']>>,
  ): void {
    const readmit = (idle: boolean) => guard.admit(request, 'solution:read', idle)
    const peer = createDocumentPeer({ socket, room, caller, readmit, log, now }, () => {
      peers.delete(peer)
      for (const leave of leaving) leave()
      if (peers.size === 0) closing?.resolve()
    })
    peers.set(peer, caller.id)
    const leaving = [rounds.add(peer), looks.add(peer)]
    if (closing !== undefined) peer.leave()
  }

  function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Stays: a visitor may hang up at any moment, also while being refused.
    socket.on('error', () => void socket.destroy())
    const begun = performance.now()
    welcome(request, socket, head).then(
      () => metrics.answered('GET', route, 101, performance.now() - begun),
      (error: unknown) => {
        const refusal = refusalOf(error)
        logRefusal(log, refusal, 'upgrade', route)
        metrics.answered('GET', route, refusal.status, performance.now() - begun)
        answerOnSocket(socket, refusal)
      },
    )
  }

  async function close(): Promise<void> {
    rounds.close()
    looks.close()
    closing ??= Promise.withResolvers()
    for (const peer of peers.keys()) peer.leave()
    if (peers.size === 0) closing.resolve()
    await closing.promise
    server.close()
  }

  return { upgrade, close }
}
