import type { ConsentInput, ContactExport, ContactQuery, Contacts, EraseOptions, Erasure } from '@parley/runtime'
import { expect, test } from 'vitest'
import type { LiveSolution, LiveSolutions } from '../live-solutions.ts'
import { openDoor } from './test-door.ts'

const key = 'the-operator-key-of-the-tests'
const at = Date.UTC(2026, 2, 1)
const shop = 'https://shop.example'
const visitor = `vis_${'a'.repeat(22)}`

const live: LiveSolutions = {
  async find(solution) {
    if (solution !== 'shop') return null
    const build = { name: 'shop', web: { origins: [shop] } }
    return { build, environment: 'prod', secret: () => undefined } as unknown as LiveSolution
  },
}

const ada = {
  id: 'cont_1',
  externalId: 'ada',
  proved: true,
  email: 'ada@example.com',
  phone: null,
  createdAt: at,
  conversations: 1,
} as const

const exported: ContactExport = {
  contact: ada,
  conversations: [],
  consents: [],
  pageReports: [],
  links: [],
  truncated: false,
}

async function open(status: Erasure['braze']['status'] = 'done') {
  const asked: ContactQuery[] = []
  const erasing: EraseOptions[] = []
  const agreed: ConsentInput[] = []
  const erasure: Erasure = {
    id: 'erasure_1',
    contactHash: 'abc',
    by: 'operator',
    reason: null,
    at,
    counts: { contact: 1 },
    braze: { status, answers: [] },
  }
  const contacts: Contacts = {
    async find(query) {
      asked.push(query)
      return [ada]
    },
    export: async (id) => (id === ada.id ? exported : null),
    async erase(id, options) {
      erasing.push(options)
      return id === ada.id ? erasure : null
    },
    erasure: async (id) => (id === erasure.id ? erasure : null),
  }
  const door = await openDoor({
    live,
    liveOrigins: { has: (origin) => origin === shop || origin === 'https://other.example' },
    operator: { key, deadLetters: {} as never, dataPoints: {} as never },
    contacts,
    consents: { add: async (consent) => void agreed.push(consent) },
  })
  const ask = (method: 'GET' | 'DELETE', url: string, payload?: object, token = key) =>
    door.http.app.inject({ method, url, headers: { authorization: `Bearer ${token}` }, ...(payload && { payload }) })
  const agree = (payload: object, headers = {}) =>
    door.http.app.inject({ method: 'POST', url: '/v1/consent', headers, payload })
  return { asked, erasing, agreed, door, ask, agree, [Symbol.asyncDispose]: () => door[Symbol.asyncDispose]() }
}

test('people are found by exactly one of three things, by the operator alone', async () => {
  await using it = await open()
  const found = await it.ask('GET', '/v1/contacts?external_id=ada')
  expect(found.json().contacts).toEqual([
    {
      id: 'cont_1',
      external_id: 'ada',
      proved: true,
      email: 'ada@example.com',
      phone: null,
      created_at: '2026-03-01T00:00:00.000Z',
      conversations: 1,
    },
  ])
  await it.ask('GET', '/v1/contacts?email=ada%40example.com')
  expect(it.asked).toEqual([{ externalId: 'ada' }, { email: 'ada@example.com' }])
  for (const query of ['', '?id=a&email=abc', '?name=ada', `?external_id=${'x'.repeat(513)}`])
    expect((await it.ask('GET', `/v1/contacts${query}`)).json().code).toBe('invalid-request')
  for (const url of ['/v1/contacts?id=cont_1', '/v1/contacts/cont_1/export', '/v1/erasures/erasure_1'])
    expect((await it.ask('GET', url, undefined, 'another key')).json().code).toBe('operator-key-needed')
  expect((await it.ask('DELETE', '/v1/contacts/cont_1', { braze: false }, 'x')).statusCode).toBe(401)
  expect(it.erasing).toEqual([])
})

test('who is told or erased must be there, and whether Braze too must be said', async () => {
  await using it = await open()
  expect((await it.ask('GET', '/v1/contacts/cont_1/export')).json()).toMatchObject({ contact: { external_id: 'ada' } })
  expect((await it.ask('GET', '/v1/contacts/cont_2/export')).json().code).toBe('unknown-contact')
  expect((await it.ask('DELETE', '/v1/contacts/cont_2', { braze: true })).json().code).toBe('unknown-contact')
  for (const body of [{}, { braze: 'yes' }, { braze: true, all: true }, { braze: true, reason: 'x'.repeat(1001) }])
    expect((await it.ask('DELETE', '/v1/contacts/cont_1', body)).json().code).toBe('invalid-request')
  const erased = await it.ask('DELETE', '/v1/contacts/cont_1', { braze: true, reason: 'asked' })
  expect([erased.statusCode, erased.json().erasure.id]).toEqual([200, 'erasure_1'])
  expect(it.erasing.at(-1)).toEqual({ braze: true, reason: 'asked', by: 'operator' })
  expect((await it.ask('GET', '/v1/erasures/erasure_1')).json()).toEqual(erased.json())
  expect((await it.ask('GET', '/v1/erasures/erasure_2')).json().code).toBe('unknown-erasure')
})

test('an erasure that Braze has still to take is accepted, not done', async () => {
  await using it = await open('waiting')
  expect((await it.ask('DELETE', '/v1/contacts/cont_1', { braze: true })).statusCode).toBe(202)
})

test('a consent is noted for pages of the solution, in a documented form, and never logged', async () => {
  await using it = await open()
  const consent = { solution: 'shop', environment: 'prod', visitor, level: 'full', source: 'banner' }
  expect((await it.agree({ ...consent, text_version: '3' }, { origin: shop })).statusCode).toBe(204)
  expect(it.agreed).toEqual([{ ...consent, textVersion: '3' }])
  expect((await it.agree(consent, { origin: 'https://other.example' })).json().code).toBe('origin-not-allowed')
  expect((await it.agree({ ...consent, solution: 'none' })).json().code).toBe('not-deployed')
  for (const wrong of [{ level: 'all' }, { visitor: 'vis_1' }, { source: 'x'.repeat(65) }, { more: 1 }])
    expect((await it.agree({ ...consent, ...wrong })).json().code).toBe('invalid-request')
  expect(it.agreed).toHaveLength(1)
  expect(it.door.log.join('')).not.toContain(visitor)
})
