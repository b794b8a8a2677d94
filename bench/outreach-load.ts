import { Agent, request } from 'undici'
import { quantile } from './figures.ts'

/** So many callers, each sending one outreach after the other over a connection of its own. A process of its own. */
export interface OutreachLoadOptions {
  readonly url: string
  readonly path: string
  readonly key: string
  readonly mode: 'link' | 'conversation'
  readonly clients: number
  readonly seconds: number
}

export interface OutreachReport {
  readonly perSecond: number
  readonly p50: number
  readonly p99: number
  /** Answers that were no acknowledgement. */
  readonly refused: number
}

const options = JSON.parse(process.argv[2] ?? '{}') as OutreachLoadOptions
const agent = new Agent({ connections: options.clients, pipelining: 1, keepAliveTimeout: 60_000 })
const headers = { 'content-type': 'application/json', authorization: `Bearer ${options.key}` }
const latencies: number[] = []
const run = Math.random().toString(36).slice(2)
const warmUpMs = 1000
const began = performance.now()
let refused = 0
let asked = 0

while (performance.now() - began < warmUpMs) await Promise.all(Array.from({ length: options.clients }, ask))
latencies.length = 0
const counted = performance.now()
await Promise.all(Array.from({ length: options.clients }, callAgain))
const took = (performance.now() - counted) / 1000
latencies.sort((a, b) => a - b)
const report: OutreachReport = {
  perSecond: latencies.length / took,
  p50: quantile(latencies, 0.5),
  p99: quantile(latencies, 0.99),
  refused,
}
process.send?.(report, undefined, undefined, () => process.disconnect?.())
await agent.close()

async function callAgain(): Promise<void> {
  while (performance.now() - counted < options.seconds * 1000) await ask()
}

async function ask(): Promise<void> {
  asked += 1
  const body = JSON.stringify({
    solution: 'outreach',
    mode: options.mode,
    user: { external_id: `person-${asked}`, email: `person-${asked}@example.com` },
    dispatch_id: `${run}-${asked}`,
    canvas_id: '0f2c5c0e-0c5b-4a53-9a53-6b6c6b0f2a11',
    canvas_name: 'Spring',
    context: { offer: 'A red bike and a bell', price: '99.5' },
  })
  const sent = performance.now()
  const answer = await request(options.url + options.path, { method: 'POST', headers, body, dispatcher: agent })
  await answer.body.text()
  if (answer.statusCode >= 300) refused += 1
  else latencies.push(performance.now() - sent)
}
