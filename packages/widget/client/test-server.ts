import type { Message, SayRequest, ServerFrame, Started, StartRequest } from '../protocol.ts'
import type { Socket, Surroundings, UploadRequest } from './surroundings.ts'

interface Held {
  token: string
  status: Started['conversation']['status']
  readonly request: StartRequest
  readonly messages: Message[]
  readonly events: unknown[]
}

/** A server for the tests of the client: a bot that repeats what it hears. It speaks the protocol and can be cut off. */
export interface TestServer {
  readonly fetch: Surroundings['fetch']
  readonly upload: Surroundings['upload']
  readonly openSocket: Surroundings['openSocket']
  /** What was asked, `POST conversations`, oldest first. */
  readonly asked: string[]
  readonly held: ReadonlyMap<string, Held>
  /** Frames that clients sent. */
  readonly frames: unknown[]
  readonly identified: unknown[]
  readonly openSockets: number
  /** No request gets an answer, no socket opens, and those that are open are gone. */
  isDown: boolean
  cutSockets(): void
  /** The next request whose name starts so gets this instead of an answer. */
  refuseNext(name: string, status: number, code: string, headers?: Readonly<Record<string, string>>): void
  /** From now on the old token opens nothing. */
  expire(id: string): void
  bot(id: string, text: string): Message
  frame(id: string, frame: ServerFrame): void
  only(): Held & { readonly id: string }
}

interface Peer {
  readonly id: string
  readonly listeners: Map<string, ((event: { readonly data?: string }) => void)[]>
  state: number
}

export function createTestServer(now: () => number): TestServer {
  const held = new Map<string, Held>()
  const asked: string[] = []
  const frames: unknown[] = []
  const identified: unknown[] = []
  const peers = new Set<Peer>()
  const refusals: { name: string; status: number; code: string; headers: Readonly<Record<string, string>> }[] = []
  let isDown = false
  let tokens = 0

  const emit = (peer: Peer, type: string, data?: string): void => {
    for (const listener of peer.listeners.get(type) ?? []) listener(data === undefined ? {} : { data })
  }
  const cut = (peer: Peer): void => {
    peers.delete(peer)
    peer.state = 3
    emit(peer, 'close')
  }
  const cutSockets = (): void => [...peers].forEach(cut)
  const frame = (id: string, sent: ServerFrame): void => {
    for (const peer of peers) if (peer.id === id && peer.state === 1) emit(peer, 'message', JSON.stringify(sent))
  }

  function add(id: string, from: Message['from'], text: string, sent?: string): Message {
    const { messages } = find(id)
    const seq = messages.length + 1
    const own = sent === undefined ? {} : { client_message_id: sent }
    const message: Message = {
      id: `msg_${seq}`,
      seq,
      from,
      kind: 'text',
      text,
      at: new Date(now()).toISOString(),
      ...own,
    }
    messages.push(message)
    frame(id, { type: 'message', message, cursor: String(seq) })
    return message
  }

  function find(id: string): Held {
    const one = held.get(id)
    if (one === undefined) throw new Error(`the test server has no ${id}`)
    return one
  }

  const newToken = (): string => `token-${++tokens}`
  const json = (status: number, body: unknown, headers = {}): Response =>
    new Response(status === 204 ? null : JSON.stringify(body), { status, headers })
  const problem = (status: number, code: string, headers = {}): Response =>
    json(status, { status, code, title: code, detail: `It is ${code}.`, type: '' }, headers)

  function start(request: StartRequest): Response {
    const id = `conv_${held.size + 1}` as const
    held.set(id, { token: newToken(), status: 'waiting', request, messages: [], events: [] })
    add(id, 'bot', 'Say something.')
    return json(201, {
      conversation: { id, status: 'waiting' },
      token: find(id).token,
      expires_at: new Date(now() + 7_200_000).toISOString(),
      messages: find(id).messages,
      cursor: '1',
    })
  }

  function say(id: string, { client_message_id: sent, ...said }: SayRequest): Response {
    const one = find(id)
    const text = 'text' in said ? said.text : JSON.stringify(said)
    const first = one.messages.find((message) => sent !== undefined && message.client_message_id === sent)
    if (first === undefined) {
      add(id, 'user', text, sent)
      add(id, 'bot', `You said ${text}`)
    }
    return json(200, { messages: [], status: one.status, cursor: String(one.messages.length) })
  }

  function answer(path: string, query: URLSearchParams, token: string | undefined, body: unknown): Response {
    if (path === 'conversations') return start(body as StartRequest)
    if (path === 'identify') {
      identified.push(body)
      return json(204, null)
    }
    const [, id = '', rest] = path.split('/')
    const one = held.get(id)
    if (one === undefined) return problem(404, 'unknown-conversation')
    const isVisitor = (body as { visitor?: string } | undefined)?.visitor === one.request.visitor
    if (rest === 'token' && (token === one.token || isVisitor)) {
      one.token = newToken()
      return json(200, { token: one.token, expires_at: new Date(now() + 7_200_000).toISOString() })
    }
    if (token !== one.token) return problem(401, 'unauthorized')
    if (rest === 'events') {
      one.events.push(...(body as { events: unknown[] }).events)
      return json(204, null)
    }
    if (body !== undefined) return say(id, body as SayRequest)
    const messages = one.messages.slice(Number(query.get('after') ?? 0))
    return json(200, { messages, status: one.status, cursor: String(one.messages.length) })
  }

  async function handle(method: string, url: string, token: string | undefined, body: unknown): Promise<Response> {
    const { pathname, searchParams } = new URL(url)
    const path = pathname.slice('/v1/'.length)
    const name = `${method} ${path.replace(/conv_\d+/, 'ID')}`
    asked.push(name)
    await Promise.resolve()
    if (isDown) throw new TypeError('Failed to fetch')
    const refused = refusals.findIndex((each) => name.startsWith(each.name))
    const [refusal] = refused < 0 ? [] : refusals.splice(refused, 1)
    if (refusal !== undefined) return problem(refusal.status, refusal.code, refusal.headers)
    return answer(path, searchParams, token, body)
  }

  function openSocket(url: string, protocols: readonly string[]): Socket {
    const { pathname } = new URL(url)
    const id = pathname.split('/')[3] ?? ''
    const after = Number(new URL(url).searchParams.get('after'))
    const peer: Peer = { id, listeners: new Map(), state: 0 }
    queueMicrotask(() => {
      if (isDown || protocols[1] !== held.get(id)?.token) return cut(peer)
      peers.add(peer)
      peer.state = 1
      emit(peer, 'open')
      for (const message of find(id).messages.slice(after))
        emit(peer, 'message', JSON.stringify({ type: 'message', message, cursor: String(message.seq) }))
    })
    return {
      get readyState() {
        return peer.state
      },
      send: (data: string) => void frames.push(JSON.parse(data)),
      close: () => cut(peer),
      addEventListener: (type: string, listener: (event: object) => void) =>
        void peer.listeners.set(type, [...(peer.listeners.get(type) ?? []), listener]),
    } as unknown as Socket
  }

  async function upload({ url, headers, onProgress, signal }: UploadRequest) {
    onProgress(0.5)
    if (signal?.aborted === true) throw new DOMException('given up', 'AbortError')
    const { pathname, searchParams } = new URL(url)
    const one = find(pathname.split('/')[3] ?? '')
    asked.push('POST file')
    if (headers.authorization !== `Bearer ${one.token}`)
      return { status: 401, text: '{"code":"unauthorized","detail":""}' }
    const file = { id: 'file_1', name: searchParams.get('name'), type: 'text/plain', size: 1, url: '/file' }
    return { status: 201, text: JSON.stringify({ file }) }
  }

  return {
    fetch: (url, { method = 'GET', headers, body }) => {
      const token = new Headers(headers).get('authorization')?.slice('Bearer '.length)
      return handle(method, url, token, body === undefined ? undefined : JSON.parse(String(body)))
    },
    upload,
    openSocket,
    asked,
    held,
    frames,
    identified,
    get openSockets() {
      return peers.size
    },
    get isDown() {
      return isDown
    },
    set isDown(down) {
      isDown = down
      if (down) cutSockets()
    },
    cutSockets,
    refuseNext: (name, status, code, headers = {}) => void refusals.push({ name, status, code, headers }),
    expire(id) {
      find(id).token = newToken()
    },
    bot: (id, text) => add(id, 'bot', text),
    frame,
    only() {
      const [entry, ...others] = held
      if (entry === undefined || others.length > 0) throw new Error(`there are ${held.size} conversations`)
      return { id: entry[0], ...entry[1] }
    },
  }
}
