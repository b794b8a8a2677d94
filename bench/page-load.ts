import { Agent, request } from 'undici'

/** Pages that report: each client posts one report after the other, every one of other events. Reports events per second. */
export interface PageLoadOptions {
  /** Where to post, path included. */
  readonly url: string
  readonly clients: number
  readonly seconds: number
}

export interface PageLoadReport {
  readonly perSecond: number
  /** All of them, those of the warm-up too. */
  readonly events: number
}

/** As the listener sends them. */
const eventsInReport = 20

const options = JSON.parse(process.argv[2] ?? '{}') as PageLoadOptions
const agent = new Agent({ connections: options.clients, pipelining: 1, keepAliveTimeout: 60_000 })
const page = {
  url: 'https://shop.example/shoes/red-shoe',
  title: 'Red Shoe',
  language: 'en',
  utm: { source: 'mail', campaign: 'spring' },
  product: { name: 'Red Shoe', sku: 'S1', price: 89.5, currency: 'EUR' },
}
const events = Array.from({ length: eventsInReport }, (_, index) => ({
  id: `@-${index}`,
  name: 'product_viewed',
  at: Date.now(),
  properties: { sku: `S${index}`, price: 12.5, category: 'shoes' },
}))
const usual = { solution: 'six-questions', environment: 'sandbox', consent: 'full', page }
const template = JSON.stringify({ ...usual, visitor: 'vis_@@@@@@@@@@@@@@@@@@@@@@@@', events })
const warmUpMs = 1000
const began = performance.now()
let reports = 0
let counted = 0

async function report(client: number): Promise<void> {
  for (let round = 0; performance.now() - began < warmUpMs + options.seconds * 1000; round += 1) {
    const id = `${client}x${round}`
    const body = template.replace('@'.repeat(24), id.padEnd(24, '0')).replaceAll('@', id)
    const answer = await request(options.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
      dispatcher: agent,
    })
    await answer.body.dump()
    if (answer.statusCode >= 300) throw new Error(`${options.url} answered ${answer.statusCode}`)
    reports += 1
    if (performance.now() - began > warmUpMs) counted += 1
  }
}

await Promise.all(Array.from({ length: options.clients }, (_, client) => report(client)))
const sent: PageLoadReport = {
  perSecond: (counted * eventsInReport) / options.seconds,
  events: reports * eventsInReport,
}
process.send?.(sent)
