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
