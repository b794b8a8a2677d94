// One open stream: the talk between one WebSocket and one conversation. Who may open it is `streams.ts`.
//
// P1. A bad frame is answered with a problem frame; the socket stays.
// P2. Frames are taken in the order they came.
// P3. A peer that does not read is let go before it costs memory: it can come back with its cursor.
import type { Status } from '@parley/flow'
import type { ConversationId, Frame } from '@parley/runtime'
import type { ServerFrame } from '@parley/widget/protocol'
import type { Logger } from 'pino'
import type { RawData, WebSocket } from 'ws'
import { cursorOf, type LinkOf, messageOf } from './answer.ts'
import { logRefusal } from './failure.ts'
import type { DoorMetrics } from './metrics.ts'
import type { Conversations, Limits } from './parts.ts'
import { Refusal, refusalOf } from './refusal.ts'
import { readClientMessageId, readFrame, type SayInput } from './request.ts'

export interface PeerParts {
  readonly socket: WebSocket
  readonly conversation: ConversationId
  /** When the token ends, epoch milliseconds. */
  readonly expiresAt: number
  readonly conversations: Conversations
  readonly linkOf: LinkOf
  /** Counts one message; null when it need not be waited for. @throws Refusal `rate-limited` */
  readonly count: () => Promise<void> | null
  readonly limits: Limits
  readonly now: () => number
  readonly log: Logger
  readonly metrics: DoorMetrics
}

export interface Peer {
  /** Passes on what happened in the conversation. */
  tell(frame: Frame): void
  /** Looks after the connection: pings, and ends it when the last ping had no answer or the token has expired. */
  check(): void
  /** Closes because the server shuts down. */
  leave(): void
}

// RFC 6455, 7.4.1, and the IANA registry of close codes.
const closeCodes = { goingAway: 1001, policy: 1008, tryAgainLater: 1013 } as const

/** Refused frames in a row after which a peer is not mistaken but hostile. */
const patience = 100

/** The way out to the peer. */
function createWire({ socket, limits, log, metrics }: PeerParts) {
  function send(frame: ServerFrame): void {
    if (socket.readyState !== socket.OPEN) return
    if (socket.bufferedAmount > limits.bufferedBytes) {
      // P3. Nothing more is queued from here on; ws cuts the socket when the goodbye is not answered in time.
      socket.close(closeCodes.tryAgainLater, 'too slow')
      return
    }
    socket.send(JSON.stringify(frame))
    metrics.frame('out')
  }

  function refuse(error: unknown, clientMessageId?: string): void {
    const refusal = refusalOf(error)
    logRefusal(log, refusal, 'frame', 'stream')
    send({
      type: 'problem',
      problem: refusal.problem,
      ...(clientMessageId === undefined ? {} : { client_message_id: clientMessageId }),
    })
  }

  return { send, refuse }
}

export function createPeer(parts: PeerParts, onGone: () => void): Peer {
  const { socket, conversation, conversations, limits, now, metrics } = parts
  let alive = true
  let status: Status | undefined
  let typing = false
  let refused = 0
  const takeTurn = createPace(limits, now)
  const { send, refuse } = createWire(parts)

  async function say({ said, clientMessageId }: SayInput): Promise<void> {
    try {
      // One of a socket waits like every other, so that they stay in order.
      const counted = parts.count()
      if (counted !== null) await counted
      await conversations.say(conversation, said, {
        waitMs: 0,
        ...(clientMessageId === undefined ? {} : { clientMessageId }),
      })
      if (clientMessageId !== undefined) send({ type: 'accepted', client_message_id: clientMessageId })
    } catch (error) {
      refuse(error, clientMessageId)
    }
  }

  function receive(data: RawData, binary: boolean): void {
    metrics.frame('in')
    try {
      if (!takeTurn())
        throw new Refusal(
          'overloaded',
          'Frames come too fast on this stream. Wait a second, then send the frame again.',
        )
      if (binary) throw new Refusal('invalid-request', 'Send text frames that hold JSON.')
      const frame = readFrame(String(data), limits.textCharacters)
      refused = 0
      // P2: `say` hands the words over before it waits. What people type without sending is nobody's business yet.
      if (frame.kind === 'say') void say(frame.input)
    } catch (error) {
      refused += 1
      refuse(error, binary ? undefined : readClientMessageId(String(data))) // P1
      if (refused > patience) socket.close(closeCodes.policy, 'too many bad frames')
    }
  }

  function tell(frame: Frame): void {
    for (const stored of frame.messages)
      send({ type: 'message', message: messageOf(stored, parts.linkOf), cursor: cursorOf(stored.seq) })
    if (frame.menu !== undefined) send({ type: 'menu', menu: frame.menu })
    if (frame.status === status) return
    status = frame.status
    send({ type: 'status', status })
    if (typing !== (status === 'working')) {
      typing = status === 'working'
      send({ type: 'typing', from: 'bot', on: typing })
    }
  }

  function check(): void {
    if (!alive) socket.terminate()
    else if (now() >= parts.expiresAt) socket.close(closeCodes.policy, 'token expired')
    else {
      alive = false
      socket.ping()
    }
  }

  socket.on('message', receive)
  socket.on('pong', () => {
    alive = true
  })
  // ws closes the socket itself after an error (an oversized or malformed frame); `close` follows.
  socket.on('error', () => {})
  socket.once('close', onGone)
  return { tell, check, leave: () => socket.close(closeCodes.goingAway, 'server shuts down') }
}

/** A bucket of turns that refills with time; says whether one may be taken now. */
function createPace({ frameBurst, framesPerSecond }: Limits, now: () => number): () => boolean {
  let turns = frameBurst
  let at = now()
  return () => {
    const time = now()
    turns = Math.min(frameBurst, turns + ((time - at) / 1000) * framesPerSecond)
    at = time
    if (turns < 1) return false
    turns -= 1
    return true
  }
}
