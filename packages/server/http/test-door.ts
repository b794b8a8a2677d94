import type { Socket } from 'node:net'
import type { ConversationId } from '@parley/runtime'
import type { ClientFrame, ServerFrame } from '@parley/widget/protocol'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { WebSocket } from 'ws'
import { createHttp, type Http } from './http.ts'
import { createMemoryConversations, type MemoryConversations } from './memory-conversations.ts'
import type { HttpOptions } from './parts.ts'
import { createToken } from './token.ts'

const tokenKey = 'a key that only the tests know, 32+'

/** A door with a conversation behind it, everything it logs in `log`, and visitors on real sockets. */
export interface TestDoor extends AsyncDisposable {
  readonly http: Http
  readonly conversations: MemoryConversations
  readonly log: string[]
  readonly conversation: ConversationId
  readonly token: string
  /** A token of the same key. */
  tokenFor(conversation: ConversationId, now: number): string
  /** `http://127.0.0.1:<port>`, listening from the first call on. */
  url(): Promise<string>
  /** Breaks every connection, as a lost network does. */
  cut(): void
  visit(query?: string, headers?: { readonly [name: string]: string }, protocols?: string[]): Promise<Visitor>
}

/** One WebSocket client. */
export interface Visitor {
  readonly socket: WebSocket
  send(frame: ClientFrame): void
  /** The next frame of that type; others before it are skipped. */
  next<T extends ServerFrame['type']>(type: T): Promise<Extract<ServerFrame, { type: T }>>
  /** Frames that came and were not asked for. */
  readonly waiting: readonly ServerFrame[]
  closed(): Promise<number>
}

export async function openDoor(options: Partial<HttpOptions> = {}): Promise<TestDoor> {
  const conversations = createMemoryConversations()
  const log: string[] = []
  const http = await createHttp({
    conversations,
    tokenKey,
    log: pino({ level: 'debug' }, { write: (line) => void log.push(line) }),
    metrics: new Registry(),
    ...options,
  })
  const started = await http.app.inject({ method: 'POST', url: '/v1/conversations', payload: { solution: 'echo' } })
  const { conversation, token } = started.json()
  const sockets = new Set<Socket>()
  http.app.server.on('connection', (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  let listening: Promise<string> | undefined
  const url = (): Promise<string> => {
    listening ??= http.listen(0)
    return listening
  }
  return {
    http,
    conversations,
    log,
    conversation: conversation.id,
    token,
    tokenFor: (id, now) => createToken(tokenKey, id, now),
    url,
    cut: () => sockets.forEach((socket) => void socket.destroy()),
    async visit(query = '', headers = { authorization: `Bearer ${token}` }, protocols = []) {
      const address = `${(await url()).replace('http', 'ws')}/v1/conversations/${conversation.id}/stream${query}`
      return createVisitor(new WebSocket(address, protocols, { headers }))
    },
    [Symbol.asyncDispose]: () => http.close(),
  }
}

/** The HTTP status with which a handshake was refused. */
export class HandshakeRefused extends Error {
  readonly status: number
  readonly type: string | undefined
  constructor(status: number, type: string | undefined) {
    super(`refused with ${status}`)
    this.status = status
    this.type = type
  }
}

async function createVisitor(socket: WebSocket): Promise<Visitor> {
  const waiting: ServerFrame[] = []
  let wake = Promise.withResolvers<void>()
  socket.on('message', (data) => {
    waiting.push(JSON.parse(String(data)))
    wake.resolve()
  })
  const gone = new Promise<number>((resolve) => socket.once('close', resolve))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
    socket.once('unexpected-response', (request, response) => {
      request.destroy()
      reject(new HandshakeRefused(response.statusCode ?? 0, response.headers['content-type']))
    })
  })
  socket.on('error', () => {})
  return {
    socket,
    waiting,
    send: (frame) => socket.send(JSON.stringify(frame)),
    async next(type) {
      for (;;) {
        for (let frame = waiting.shift(); frame !== undefined; frame = waiting.shift()) {
          if (frame.type === type) return frame as never
        }
        wake = Promise.withResolvers()
        await wake.promise
      }
    },
    closed: () => gone,
  }
}
