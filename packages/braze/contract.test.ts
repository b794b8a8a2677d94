/** Both sides of the contract together: the client calls every endpoint of the sandbox, which answers as the rows say. */
import { type Braze, createBraze } from '@parley/braze'
import { type Endpoint, type EndpointId, endpoints, placeOf, rateLimitHeaders } from '@parley/braze/contract'
import { createSandbox, type Sandbox } from '@parley/braze/sandbox'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sample } from './contract/test-sample.ts'
import { controls, firstKey, type Recall, requests } from './test-requests.ts'

type Call = (request: object) => Promise<unknown>

let sandbox: Sandbox
let clients: { readonly rest: Braze; readonly scim: Braze; readonly powerless: Braze }
let last: Response | undefined
const answers = new Map<EndpointId, unknown>()

beforeAll(async () => {
  const keys = [
    { key: 'all', permissions: 'all' },
    { key: 'none', permissions: [] },
  ] as const
  sandbox = await createSandbox({ keys, scimTokens: ['scim'], webhooks: 'off' })
  const open = (apiKey: string): Braze => createBraze({ url: sandbox.url, apiKey, fetch: keepLast })
  clients = { rest: open('all'), scim: open('scim'), powerless: open('none') }
  for (const [path, body] of controls) {
    const response = await fetch(`${sandbox.url}/__sandbox/${path}`, { method: 'POST', body: JSON.stringify(body) })
    if (!response.ok) throw new Error(`${path}: ${await response.text()}`)
  }
  await clients.rest.sdk_authentication.create(firstKey)
})

afterAll(async () => {
  for (const braze of Object.values(clients)) await braze.close()
  await sandbox.close()
})

const keepLast: typeof fetch = async (input, init) => {
  last = await fetch(input, init)
  return last
}

const recall: Recall = (id, ...path) => {
  let at: unknown = answers.get(id)
  for (const name of path) at = (at as { readonly [name: string | number]: unknown } | undefined)?.[name]
  if (typeof at !== 'string') throw new Error(`${id} answered no ${path.join('.')}`)
  return at
}

function findMethod(braze: Braze, id: EndpointId): Call {
  let at: unknown = braze
  for (const name of id.split('.')) at = (at as { readonly [name: string]: unknown })[name]
  return at as Call
}

describe('the sandbox, by the rows of the contract', () => {
  it.each(Object.keys(requests) as EndpointId[])(
    'answers %s with the status, body and limit of its row',
    async (id) => {
      const row: Endpoint = endpoints[id]
      const braze = row.token === 'scim' ? clients.scim : clients.rest
      // The client refuses an answer that the row's schema does not take.
      answers.set(id, await findMethod(braze, id)(requests[id](recall)))
      expect(last?.status).toBe(row.successStatus)
      expect(last?.headers.get(rateLimitHeaders.limit)).toBe(String(row.rateLimit.requests))
      expect(Number(last?.headers.get(rateLimitHeaders.remaining))).toBeLessThan(row.rateLimit.requests)
    },
  )

  it.each(Object.keys(requests) as EndpointId[])(
    'answers %s to a key without its permission with a refusal',
    async (id) => {
      const row: Endpoint = endpoints[id]
      if (row.permission === undefined && row.token === undefined) return
      const request = Object.entries(sample(row.request) as object).map(([name, value]) => [
        name,
        placeOf(row, name) === 'header' ? 'https://brand.example' : value,
      ])
      const call = findMethod(clients.powerless, id)(Object.fromEntries(request))
      const refusal = row.token === 'scim' ? { code: 'unauthorized', status: 401 } : { code: 'forbidden', status: 403 }
      await expect(call).rejects.toMatchObject({ ...refusal, retry: 'no' })
      if (row.permission !== undefined) await expect(call).rejects.toThrow(`Needed: ${row.permission}.`)
    },
  )
})

describe('a list that links to its next page', () => {
  it('leads the client through all of it, whichever family it is of', async () => {
    const { rest } = clients
    const names = Array.from({ length: 120 }, (_, number) => `n${String(number).padStart(3, '0')}`)
    const fields = [{ name: 'id', type: 'string' }] as const
    await rest.catalogs.create({ catalogs: [{ name: 'numbers', fields }] })
    for (const at of [0, 50, 100]) {
      const items = names.slice(at, at + 50).map((id) => ({ id }))
      await rest.catalogs.items.create({ catalog_name: 'numbers', items })
    }
    const attributes = Object.fromEntries(names.map((name) => [name, 1]))
    const time = '2026-01-31T12:00:00Z'
    await rest.users.track({
      attributes: [{ external_id: 'counter', ...attributes }],
      events: names.slice(0, 60).map((name) => ({ external_id: 'counter', name, time })),
    })
    const found = { items: new Set<unknown>(), attributes: new Set<unknown>(), events: new Set<unknown>() }
    for await (const { id } of rest.catalogs.items.list.all({ catalog_name: 'numbers' })) found.items.add(id)
    for await (const { name } of rest.custom_attributes.get.all()) found.attributes.add(name)
    for await (const { name } of rest.events.get.all()) found.events.add(name)
    expect([...found.items].sort()).toEqual(names)
    expect([...found.attributes]).toEqual(expect.arrayContaining(names))
    expect([...found.events]).toEqual(expect.arrayContaining(names.slice(0, 60)))
  })
})
