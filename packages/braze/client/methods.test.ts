import { type Braze, createBraze } from '@parley/braze'
import { type Endpoint, endpoints, pathMembers, placeOf, requestMembers } from '@parley/braze/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { sample } from '../contract/test-sample.ts'
import { type Received, startServer, type TestServer } from './test-server.ts'

type Call = (request: object) => Promise<unknown>

let server: TestServer
let braze: Braze
let answer: { readonly status: number; readonly body: unknown }

beforeAll(async () => {
  server = await startServer(() => answer)
  braze = createBraze({ url: server.url, apiKey: 'key' })
})

afterAll(async () => {
  await braze.close()
  await server.close()
})

function findMethod(id: string): Call {
  let at: unknown = braze
  for (const name of id.split('.')) at = (at as { readonly [name: string]: unknown })[name]
  return at as Call
}

/** The members of a request put together again from where they came. */
function gather(row: Endpoint, { url = '', headers, body }: Received): { readonly [member: string]: unknown } {
  const { pathname, searchParams } = new URL(url, 'http://braze')
  const values = new RegExp(`^${row.path.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(pathname)?.slice(1) ?? []
  const members: { [member: string]: unknown } = { ...(body === '' ? {} : JSON.parse(body)) }
  for (const [at, name] of pathMembers(row.path).entries()) members[name] = decodeURIComponent(values[at] ?? '')
  for (const [member, header] of Object.entries(row.headers ?? {})) members[member] = headers[header.toLowerCase()]
  for (const [name, value] of searchParams) {
    if (name.endsWith('[]')) members[name.slice(0, -2)] = [...((members[name.slice(0, -2)] as []) ?? []), value]
    else members[name] = readScalar(row, name, value)
  }
  return members
}

/** A query has only texts; what the contract wants there tells what it was. */
function readScalar({ request }: Endpoint, name: string, value: string): unknown {
  const wanted = (sample(request) as { readonly [member: string]: unknown })[name]
  return typeof wanted === 'string' ? value : JSON.parse(value)
}

/** A request with every member; a header's text is one that headers hold. */
function sampleRequest(row: Endpoint): { readonly [member: string]: unknown } {
  const request = sample(row.request) as { readonly [member: string]: unknown }
  return Object.fromEntries(
    Object.entries(request).map(([name, value]) => [
      name,
      placeOf(row, name) === 'header' ? 'https://brand.example' : value,
    ]),
  )
}

describe.each(Object.values<Endpoint>(endpoints).map((row) => [row.id, row] as const))('braze.%s', (id, row) => {
  it('sends all that it is given, each member in its place, and reads the answer', async () => {
    const body = row.successStatus === 204 ? undefined : { ...(sample(row.response) as object), message: 'success' }
    answer = { status: row.successStatus, body }
    const request = sampleRequest(row)
    const result = await findMethod(id)(request)
    const received = server.received.at(-1)
    if (received === undefined) throw new Error('nothing came')
    expect(received.method).toBe(row.method)
    expect(gather(row, received)).toEqual(request)
    expect(received.headers.authorization).toBe('Bearer key')
    const takesBody = requestMembers(row).some((member) => placeOf(row, member) === 'body')
    expect(received.headers['content-type']).toBe(takesBody ? 'application/json' : undefined)
    expect(received.body === '').toBe(!takesBody)
    // The batcher counts by itself, and gives every caller errors of its own.
    if (id !== 'users.track') expect(result).toEqual(body)
  })
})

it('hangs a method whose id goes on in the id of another on that one', () => {
  expect(braze.users.track).toBeTypeOf('function')
  expect(braze.users.track.sync).toBeTypeOf('function')
  expect(braze.sms.invalid_phone_numbers.remove).toBeTypeOf('function')
  expect(braze.sms.invalid_phone_numbers.pages).toBeTypeOf('function')
})

it('takes an answer without a body where the documentation shows none', async () => {
  answer = { status: 204, body: undefined }
  await expect(braze.scim.users.delete({ x_request_origin: 'o', id: '1' })).resolves.toBeUndefined()
})
