import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startParley } from '../support/parley.ts'
import type { ParleyProcess } from '../support/processes.ts'
import { type SandboxControls, sandboxControls } from '../support/sandbox.ts'

let folder: string
let parley: ParleyProcess
let sandbox: SandboxControls

const solution = `import { brazeSandbox, defineSolution } from '@parley/actions'

export default defineSolution({
  name: 'shop',
  start: 'main',
  params: { sandbox: { braze_url: brazeSandbox }, prod: {} },
  secrets: ['braze_api_key'],
  listen: { scroll: [50], braze: { events: ['product_*'] } },
})
`

const flow = {
  format: 1,
  start: 'hello',
  variables: { word: { type: 'text' } },
  nodes: {
    hello: { kind: 'say', text: 'About the {{ page.product.name }} from {{ page.utm.source }}?', to: { next: 'wait' } },
    wait: { kind: 'wait', event: { name: 'page', when: "page.url.endsWith('/cart')" }, to: { next: 'told' } },
    told: { kind: 'say', text: 'You are at {{ page.title }}, {{ page.tags.items }} things.', to: { next: 'ask' } },
    ask: { kind: 'ask', text: 'More?', answer: { type: 'text' }, variable: 'word', to: { next: 'ask' } },
  },
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parley-shop-'))
  await mkdir(join(folder, 'flows'))
  await writeFile(join(folder, 'solution.ts'), solution)
  await writeFile(join(folder, 'flows/main.flow.json'), JSON.stringify(flow, null, 2))
  parley = await startParley({ solution: folder })
  sandbox = sandboxControls(parley.sandboxUrl)
})

afterAll(async () => {
  await parley?.dispose()
  await rm(folder, { recursive: true, force: true })
})

const visitor = `vis_${'v'.repeat(22)}`
const report = (id: string) => ({
  solution: 'shop',
  visitor,
  consent: 'full',
  page: { url: 'https://shop.example/shoe' },
  events: [
    { id: `${id}-1`, name: 'product_viewed', at: Date.now(), properties: { sku: 'S1' } },
    { id: `${id}-2`, name: 'scrolled', at: Date.now(), properties: { share: 50 } },
  ],
})

async function post(path: string, body: object, token?: string): Promise<Response> {
  return fetch(`${parley.url}${path}`, {
    method: 'POST',
    headers: {
      'content-type': token === undefined ? 'text/plain' : 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify(body),
  })
}

const sentEvents = async () => (await sandbox.requests()).flatMap(({ body }) => body?.events ?? [])

test('chosen events of a page reach the visitor’s Braze profile once, and Braze being away loses none', async () => {
  await sandbox.fault({ endpoint: 'POST /users/track', status: 503, times: 2 })
  expect((await post('/v1/page-events', report('a'))).status).toBe(202)
  expect((await post('/v1/page-events', report('a'))).status).toBe(202)
  await expect.poll(async () => (await sandbox.profiles()).length, { timeout: 60_000 }).toBe(1)
  expect((await post('/v1/page-events', report('b'))).status).toBe(202)
  const counted = async () => (await sandbox.profiles()).flatMap(({ custom_events = [] }) => custom_events)
  await expect
    .poll(async () => (await counted()).map(({ name, count }) => [name, count]), { timeout: 60_000 })
    .toEqual([['product_viewed', 2]])
  const [event] = await sentEvents()
  expect(event).toMatchObject({
    user_alias: { alias_name: expect.stringMatching(/^cont_/), alias_label: 'parley_visitor' },
    properties: { sku: 'S1', page_url: 'https://shop.example/shoe', parley_event_id: 'a-1' },
  })
  expect(JSON.stringify(await sandbox.requests())).not.toContain(visitor)
})

test('a conversation speaks of the page that it began on, and of the one that the person goes to', async () => {
  const page = { url: 'https://shop.example/shoe', product: { name: 'Red Shoe' }, utm: { source: 'mail' } }
  const answer = await fetch(`${parley.url}/v1/conversations`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ solution: 'shop', page }),
  })
  const started = await answer.json()
  expect(started.messages[0].text).toContain('About the Red Shoe from mail?')
  const { id } = started.conversation
  const other = { url: 'https://shop.example/cart', title: 'Basket', tags: { items: 3 } }
  const events = [{ name: 'page', properties: other }]
  expect((await post(`/v1/conversations/${id}/events`, { events }, started.token)).status).toBe(204)
  const later = await fetch(`${parley.url}/v1/conversations/${id}/messages`, {
    headers: { authorization: `Bearer ${started.token}` },
  })
  const { messages } = (await later.json()) as { readonly messages: readonly { readonly text: string }[] }
  expect(messages.map(({ text }) => text)).toContain('You are at Basket, 3 things.')
})
