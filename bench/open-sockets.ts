import { Agent, request } from 'undici'
import { WebSocket } from 'ws'
import { quantile } from './figures.ts'

/**
 * Many people with a chat open, a process of its own: each has a conversation and its stream. Now and then one of them says
 * something. Reports how long the bot's answer takes to reach that person's stream, and then holds everything open until it is ended.
 */
export interface OpenSocketsOptions {
  readonly url: string
  readonly sockets: number
  /** How many of them say something, one after the other. */
  readonly words: number
}

export interface OpenSocketsReport {
  readonly open: number
  /** From saying something to the answer on the stream, milliseconds. */
  readonly p50: number
  readonly p99: number
  /** From the server's word that it is committed to the answer on the stream, milliseconds; 0 where the answer came first. */
  readonly afterCommitP99: number
}

const options = JSON.parse(process.argv[2] ?? '{}') as OpenSocketsOptions
const agent = new Agent({ connections: 32 })

async function post(path: string, body: object, token?: string): Promise<unknown> {
  const headers = {
    'content-type': 'application/json',
    ...(token !== undefined && { authorization: `Bearer ${token}` }),
  }
  const answer = await request(options.url + path, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
    dispatcher: agent,
  })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${text}`)
  return JSON.parse(text)
}

interface Person {
  readonly id: string
  readonly token: string
  readonly socket: WebSocket
  onBot: (() => void) | null
}

async function arrive(): Promise<Person> {
  const started = (await post('/v1/conversations', { solution: 'six-questions' })) as {
    readonly conversation: { readonly id: string }
    readonly token: string
    readonly cursor: string
  }
  const { conversation, token, cursor } = started
  const address = `${options.url.replace('http', 'ws')}/v1/conversations/${conversation.id}/stream?after=${cursor}`
  const socket = new WebSocket(address, ['bearer', token])
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const person: Person = { id: conversation.id, token, socket, onBot: null }
  socket.on('message', (data) => {
    const frame = JSON.parse(String(data)) as { readonly type: string; readonly message?: { readonly from: string } }
    if (frame.type === 'message' && frame.message?.from === 'bot') person.onBot?.()
  })
  return person
}

const people: Person[] = []
while (people.length < options.sockets) {
  const next = Math.min(32, options.sockets - people.length)
  people.push(...(await Promise.all(Array.from({ length: next }, arrive))))
}

const taken: number[] = []
const late: number[] = []
for (let word = 0; word < options.words; word += 1) {
  const person = people[Math.floor((word * people.length) / options.words)]
  if (person === undefined) break
  const began = performance.now()
  const heard = new Promise<number>((resolve) => {
    person.onBot = () => resolve(performance.now())
  })
  await post(`/v1/conversations/${person.id}/messages?wait=0`, { text: 'Ada' }, person.token)
  const committed = performance.now()
  const seen = await heard
  taken.push(seen - began)
  late.push(Math.max(0, seen - committed))
}
taken.sort((a, b) => a - b)
late.sort((a, b) => a - b)
process.send?.({
  open: people.filter(({ socket }) => socket.readyState === WebSocket.OPEN).length,
  p50: quantile(taken, 0.5),
  p99: quantile(taken, 0.99),
  afterCommitP99: quantile(late, 0.99),
} satisfies OpenSocketsReport)
