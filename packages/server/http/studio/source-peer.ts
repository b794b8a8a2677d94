// One browser that has a document open: the talk over its WebSocket. Who may open one is `source-streams.ts`, what a document is `sources/room.ts`.
//
// DP1. An update is acknowledged after its commit, in the order they came.
// DP2. After a refusal nothing more is taken: the browser has something that nobody else will ever have, and begins anew.
// DP3. A browser that does not read, or sends without end, is let go before it costs memory; it comes back with what it kept.
import { type DocumentNotice, documentCloseCodes, documentFrames } from '@parley/studio/api'
import type { Logger } from 'pino'
import type { RawData, WebSocket } from 'ws'
import { modifyAwarenessUpdate } from 'y-protocols/awareness'
import * as Y from 'yjs'
import type { Member, Room } from '../../sources/room.ts'
import { logRefusal } from '../failure.ts'
import { Refusal, refusalOf } from '../refusal.ts'
import type { Caller } from './guard.ts'

export interface DocumentPeerParts {
  readonly socket: WebSocket
  readonly room: Room
  readonly caller: Caller
  /** Whether they may still be here, as who they are now; `idle`: they did nothing meanwhile. @throws Refusal */
  readonly readmit: (idle: boolean) => Promise<Caller>
  readonly log: Logger
  readonly now: () => number
}

export interface DocumentPeer {
  /** Looks after the connection: pings. */
  check(): void
  /** Lets go of whoever may not be here any more, or may something else than when they came. */
  readmit(): void
  leave(): void
}

// RFC 6455, 7.4.1, and the IANA registry of close codes.
const closeCodes = { goingAway: 1001, policy: 1008, restart: 1012, tryAgainLater: 1013 } as const

const limits = {
  /** Updates of one browser that are not stored yet; one that follows the protocol has one. */
  unstored: 32,
  /** Frames that may come at once, and how many more each second. */
  burst: 300,
  perSecond: 60,
  /** What somebody says of themselves, bytes. */
  presenceBytes: 4096,
  /** What lies unread on the way to a browser, bytes: more than the largest document. */
  bufferedBytes: 64 * 1024 * 1024,
  /** Times that a connection is sent what it lacks; it lacks the whole document once. */
  states: 4,
} as const

export function createDocumentPeer(parts: DocumentPeerParts, onGone: () => void): DocumentPeer {
  const { socket, room, caller, log, now } = parts
  const may = { edit: caller.permissions.has('solution:edit'), code: caller.permissions.has('action:edit') }
  const author = { id: caller.id, name: caller.name, mayCode: may.code }
  let alive = true
  let over = false
  let unstored = 0
  let stored = 0
  let states = 0
  let isIdle = true
  let readmitting = false
  let tokens: number = limits.burst
  let countedAt = now()

  const member: Member = {
    by: caller.id,
    update: (content) => sendFrame(documentFrames.update, content),
    presence: (content) => sendFrame(documentFrames.presence, content),
    gone() {
      tell({ kind: 'gone', why: 'removed' })
      end(documentCloseCodes.gone, 'removed')
    },
    sendAway: () => end(closeCodes.tryAgainLater, 'try again'),
  }

  function isOpen(): boolean {
    if (socket.readyState !== socket.OPEN) return false
    if (socket.bufferedAmount <= limits.bufferedBytes) return true
    end(closeCodes.tryAgainLater, 'too slow') // DP3
    return false
  }

  function sendFrame(kind: number, content: Uint8Array): void {
    if (isOpen()) socket.send(Buffer.concat([Buffer.of(kind), content]))
  }

  function tell(notice: DocumentNotice): void {
    if (isOpen()) socket.send(JSON.stringify(notice))
  }

  function end(code: number, reason: string): void {
    over = true
    room.leave(member)
    socket.close(code, reason)
  }

  function refuse(error: unknown): void {
    const refusal = refusalOf(error)
    logRefusal(log, refusal, 'frame', 'document')
    if (over) return
    if (refusal.status < 500) tell({ kind: 'refused', code: refusal.code, detail: refusal.message })
    end(refusal.status < 500 ? documentCloseCodes.refused : closeCodes.tryAgainLater, refusal.code) // DP2
  }

  function takeUpdate(content: Uint8Array): void {
    if (!may.edit) throw new Refusal('not-permitted', 'You may read this solution and not change it.')
    unstored += 1
    isIdle = false
    if (unstored > limits.unstored) {
      end(closeCodes.policy, 'too much at once') // DP3
      return
    }
    room.submit(content, author, member).then(() => {
      unstored -= 1
      stored += 1
      tell({ kind: 'saved', count: stored }) // DP1
    }, refuse)
  }

  /** Joins before it answers, so that nothing falls between the two. */
  function takeState(content: Uint8Array): void {
    states += 1
    if (states > limits.states) {
      end(closeCodes.policy, 'too much asked') // DP3
      return
    }
    room.join(member)
    sendFrame(documentFrames.update, Y.encodeStateAsUpdate(room.doc, content))
    const present = room.presence()
    if (present !== null) sendFrame(documentFrames.presence, present)
  }

  function takePresence(content: Uint8Array): void {
    if (content.length > limits.presenceBytes) return
    const user = { id: caller.id, name: caller.name }
    const signed = modifyAwarenessUpdate(content, (state: object | null) =>
      state === null ? null : { ...state, user },
    )
    room.present(signed, member)
  }

  function isPaced(): boolean {
    const time = now()
    tokens = Math.min(limits.burst, tokens + ((time - countedAt) / 1000) * limits.perSecond)
    countedAt = time
    tokens -= 1
    return tokens >= 0
  }

  function receive(data: RawData, binary: boolean): void {
    if (over) return
    if (!isPaced()) {
      end(closeCodes.policy, 'too fast') // DP3
      return
    }
    try {
      if (!binary || !(data instanceof Buffer)) throw new Refusal('invalid-request', 'Send binary frames.')
      const content = data.subarray(1)
      if (data[0] === documentFrames.update) takeUpdate(content)
      else if (data[0] === documentFrames.state) takeState(content)
      else if (data[0] === documentFrames.presence) takePresence(content)
      else throw new Refusal('invalid-request', 'This kind of frame is not known.')
    } catch (error) {
      refuse(
        error instanceof Refusal
          ? error
          : new Refusal('invalid-request', 'The frame could not be read.', { cause: error }),
      )
    }
  }

  async function readmit(): Promise<void> {
    if (readmitting || over) return
    readmitting = true
    const wasIdle = isIdle
    isIdle = true
    try {
      const { permissions } = await parts.readmit(wasIdle)
      const isSame = permissions.has('solution:edit') === may.edit && permissions.has('action:edit') === may.code
      // Who comes again is greeted as who they are now.
      if (!isSame) end(closeCodes.restart, 'permissions changed')
    } catch (error) {
      const { status } = refusalOf(error)
      if (status === 401) end(documentCloseCodes.signedOut, 'signed out')
      else if (status === 403) end(documentCloseCodes.notPermitted, 'not permitted')
    } finally {
      readmitting = false
    }
  }

  socket.on('message', receive)
  socket.on('pong', () => {
    alive = true
  })
  // ws closes the socket itself after an error (an oversized or malformed frame); `close` follows.
  socket.on('error', () => {})
  socket.once('close', () => {
    over = true
    room.leave(member)
    onGone()
  })
  tell({ kind: 'hello', document: room.document, you: { id: caller.id, name: caller.name }, may })
  sendFrame(documentFrames.state, Y.encodeStateVector(room.doc))

  return {
    check() {
      if (!alive) return socket.terminate()
      alive = false
      socket.ping()
    },
    readmit: () => void readmit(),
    leave: () => end(closeCodes.goingAway, 'server shuts down'),
  }
}
