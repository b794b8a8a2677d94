import { Agent, request } from 'undici'
import { quantile } from './figures.ts'

/**
 * The load generator, a process of its own: so many clients, each walking through the six questions again and again over its own
 * connection. Reports turns per second and the latency of a turn; every answer is looked at.
 */
export interface LoadOptions {
  readonly url: string
  readonly clients: number
  readonly seconds: number
  /** Stop after so many turns instead. */
  readonly turns?: number
  /** Only POST the same body to this path and take any answer: the floor. */
  readonly echo?: boolean
}

export interface LoadReport {
  readonly turns: number
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
}

const answers = [
  { text: 'Ada' },
  { text: 'Lovelace' },
  { text: 'ada@example.com' },
  { text: '1990-05-03' },
  { text: 'London' },
  { choice: 'macOS' },
] as const

const options = JSON.parse(process.argv[2] ?? '{}') as LoadOptions
const agent = new Agent({ connections: options.clients, pipelining: 1, keepAliveTimeout: 60_000 })
const latencies = new Float64Array(4_000_000)
let turns = 0
let counting = false
const warmUp = Math.min(1000, options.seconds * 200)
const began = performance.now()
const isOver = (): boolean =>
  options.turns === undefined ? performance.now() - began > warmUp + options.seconds * 1000 : turns >= options.turns

async function post(path: string, body: string, token?: string): Promise<string> {
  const sent = performance.now()
  const headers: Record<string, string> = { 'content-type': 'application/json' }
  if (token !== undefined) headers.authorization = `Bearer ${token}`
  const answer = await request(options.url + path, { method: 'POST', headers, body, dispatcher: agent })
  const text = await answer.body.text()
  if (answer.statusCode >= 300) throw new Error(`${path} answered ${answer.statusCode}: ${text}`)
  if (counting) {
    latencies[turns % latencies.length] = performance.now() - sent
    turns += 1
  } else if (options.turns !== undefined || sent - began > warmUp) counting = true
  return text
}

async function converse(client: number): Promise<void> {
  for (let round = 0; !isOver(); round += 1) {
    const started = JSON.parse(await post('/v1/conversations', '{"solution":"six-questions"}'))
    const path = `/v1/conversations/${started.conversation.id}/messages`
    for (const [index, answer] of answers.entries()) {
      const text = await post(
        path,
        JSON.stringify({ ...answer, client_message_id: `${client}-${round}-${index}` }),
        started.token,
      )
      const last = index === answers.length - 1
      if (!text.includes(last ? '"status":"ended"' : '"status":"waiting"')) throw new Error(`unexpected answer ${text}`)
    }
  }
}

async function echo(): Promise<void> {
  while (!isOver()) await post('/', '{"text":"Ada","client_message_id":"0-0-0"}')
}

await Promise.all(
  Array.from({ length: options.clients }, (_, client) => (options.echo === true ? echo() : converse(client))),
)
const took = (performance.now() - began - (options.turns === undefined ? warmUp : 0)) / 1000
const sorted = latencies.slice(0, Math.min(turns, latencies.length)).sort()
const report: LoadReport = { turns, perSecond: turns / took, p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
process.send?.(report, undefined, undefined, () => process.disconnect?.())
await agent.close()
