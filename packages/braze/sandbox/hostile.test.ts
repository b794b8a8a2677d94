import { type EndpointId, endpoints } from '@parley/braze/contract'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { stage } from './messaging/test-stage.ts'
import { drive } from './test-driver.ts'

const nest = (times: number, open: string, close: string, inner = '1') =>
  open.repeat(times) + inner + close.repeat(times)
const arrays = nest(300_000, '[', ']')
const objects = nest(50_000, '{"a":', '}')

/** Answers nothing above 499, says of no bug, and is still there. */
async function survivor(options = {}) {
  const bugs: string[] = []
  const on = await drive({ rateLimits: 'off', log: (line) => line.startsWith('bug') && bugs.push(line), ...options })
  return {
    ...on,
    async unharmed() {
      expect(bugs).toEqual([])
      expect((await on.track({ attributes: [{ external_id: 'last' }] })).status).toBe(201)
    },
  }
}

const controls = [
  'campaigns',
  'canvases',
  'segments',
  'subscription-groups',
  'settings',
  'faults',
  'clock',
  'emails',
  'phones',
  'activity',
  'credentials',
  'tags',
  'locales',
  'webhook_templates',
  'integrations',
  'data_object_types',
  'feed_cards',
].map((name) => `/__sandbox/${name}`)

describe('[E5] a hostile body', () => {
  it('nested without end is refused, wherever it comes', async () => {
    const on = await survivor()
    for (const body of [arrays, objects, `{"name":"x","title":"x","extras":${objects},"audience":${objects}}`]) {
      expect((await on.track(body)).status).toBe(400)
      for (const path of controls) {
        expect(await on.post(path, body)).toMatchObject({ status: 400, body: { code: 'too-deep' } })
      }
    }
    await on.unharmed()
  })

  it('of 10 MB is refused by API and controls, and the next request is answered', async () => {
    const on = await survivor()
    const body = JSON.stringify({ attributes: [{ external_id: 'a', text: 'x'.repeat(10_000_000) }] })
    expect((await on.track(body)).status).toBe(413)
    for (const path of controls) expect((await on.post(path, body)).status).toBe(413)
    await on.unharmed()
  })

  it('makes no endpoint fail, whatever its members hold', async () => {
    const on = await survivor()
    const texts = [
      '',
      'x',
      '__proto__',
      'constructor',
      '2020-99-99',
      '\u0000',
      'x'.repeat(300),
      '{{',
      '2030-01-01T00:00:00Z',
    ]
    const value = fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom<unknown>(null, true, 0, -1, 1e308, [], {}, ...texts),
      fc.array(fc.constantFrom<unknown>(null, {}, [], 'x', 1, { external_id: [] }), { maxLength: 60 }),
      fc.dictionary(
        fc.constantFrom('external_id', 'user_alias', 'AND', 'OR', 'time', '__proto__', 'name', 'id'),
        fc.jsonValue(),
      ),
    )
    const ids = Object.keys(endpoints) as EndpointId[]
    const members = new Map(ids.map((id) => [id, membersOf(id)]))
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...ids),
        fc.infiniteStream(value),
        fc.constantFrom(...texts),
        async (id, values, part) => {
          const { method, path } = endpoints[id]
          const body = Object.fromEntries((members.get(id) ?? []).map((name) => [name, values.next().value]))
          const query = new URLSearchParams(
            Object.entries(body).map(([name, one]) => [name, String(JSON.stringify(one))]),
          )
          const filled = path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(part))
          const heard = await on.send(method === 'GET' ? `${filled}?${query.toString().slice(0, 4000)}` : filled, {
            method,
            headers: {
              'Content-Type': 'application/json',
              Authorization: `Bearer ${id.startsWith('scim') ? 'sandbox-scim-token' : 'sandbox-key'}`,
            },
            ...(method !== 'GET' && { body: JSON.stringify(body) }),
          })
          expect(heard.status, `${id} ${JSON.stringify(body)}`).toBeLessThan(500)
        },
      ),
      { numRuns: 1500 },
    )
    await on.unharmed()
  }, 60_000)

  it('makes no control fail', async () => {
    const on = await survivor()
    const names = [
      'name',
      'id',
      'messages',
      'steps',
      'audience',
      'variants',
      'endpoint',
      'now',
      'email',
      'schema_def',
      'tags',
    ]
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...controls),
        fc.dictionary(fc.constantFrom(...names), fc.jsonValue()),
        async (path, body) => {
          expect((await on.post(path, body)).status).toBeLessThan(500)
        },
      ),
      { numRuns: 500 },
    )
    await on.unharmed()
  }, 60_000)
})

/** The members that the contract names. */
function membersOf(id: EndpointId): readonly string[] {
  const schema = z.toJSONSchema(endpoints[id].request, { io: 'input', unrepresentable: 'any' })
  return [...Object.keys(schema.properties ?? {}), 'recipients', 'items', 'schedule']
}

describe('names of JavaScript itself', () => {
  const names = ['__proto__', 'constructor', 'prototype', 'hasOwnProperty', 'toString']

  it('are names like any other, for profiles and what belongs to them', async () => {
    const on = await survivor()
    // A literal would set the prototype instead.
    const body = JSON.parse(`{ "attributes": [{ "external_id": "__proto__", "__proto__": { "a": 1 }, "constructor": "c",
      "toString": { "inc": 1 }, "nested": { "__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } } } }],
      "events": [{ "external_id": "__proto__", "name": "__proto__", "time": "2020-01-01" }],
      "purchases": [{ "external_id": "__proto__", "product_id": "constructor", "currency": "EUR", "price": 1, "time": "2020-01-01" }] }`)
    expect((await on.track(body)).status).toBe(201)
    const user = await on.profile('__proto__')
    expect(JSON.parse(JSON.stringify(user.custom_attributes))).toEqual(
      JSON.parse(`{ "__proto__": { "a": 1 }, "constructor": "c", "toString": 1,
        "nested": { "__proto__": { "polluted": true }, "constructor": { "prototype": { "polluted": true } } } }`),
    )
    expect(user.custom_events).toMatchObject([{ name: '__proto__', count: 1 }])
    expect(user.purchases).toMatchObject([{ name: 'constructor' }])
    expect({}).not.toHaveProperty('polluted')
    await on.unharmed()
  })

  it.each(names)('%s names what a workspace keeps', async (name) => {
    const on = await survivor()
    const made = [
      ['/__sandbox/segments', { id: name, name }],
      ['/__sandbox/subscription-groups', { id: name, name }],
      ['/__sandbox/campaigns', { id: name, name, messages: [{ id: name, channel: 'sms', body: 'x' }] }],
      ['/__sandbox/canvases', { id: name, name, steps: [{ id: name }] }],
      ['/__sandbox/credentials', { name, username: name, password: name }],
      ['/catalogs', { catalogs: [{ name: 'c', fields: ['id', name].map((one) => ({ name: one, type: 'string' })) }] }],
    ] as const
    for (const [path, body] of made) expect([path, (await on.post(path, body)).status]).toEqual([path, 201])
    expect((await on.get(`/canvas/details?canvas_id=${name}`)).body.steps).toMatchObject([{ id: name }])
    for (const path of [`/__sandbox/${name}`, `/${name}`, `/__sandbox/history/${name}`, `/__sandbox/exports/${name}`]) {
      expect((await on.get(path)).status).toBe(404)
    }
    await on.unharmed()
  })
})

describe('more than is good', () => {
  it('of filters is refused, of patterns that take for ever is bounded', async () => {
    const on = await survivor()
    const people = Array.from({ length: 75 }, (_, index) => ({ external_id: `u${index}`, text: `${'a'.repeat(60)}!` }))
    await on.track({ attributes: people })
    const pattern = (value: string) => ({
      custom_attribute: { custom_attribute_name: 'text', comparison: 'matches_regex', value },
    })
    const audience = { OR: Array.from({ length: 400 }, (_, index) => pattern(`^(a+)+${index}$`)) }
    await on.post('/__sandbox/segments', { id: 's', name: 'S', audience })
    expect((await on.send('/__sandbox/segments')).body.segments).toMatchObject([{ size: 0 }])
    const many = { OR: Array.from({ length: 501 }, () => ({ has_never_used_app: true })) }
    expect((await on.post('/__sandbox/segments', { name: 'S', audience: many })).status).toBe(400)
    const send = { broadcast: true, audience: many, messages: { sms: { body: 'x', app_id: 'a' } } }
    expect(await on.post('/messages/send', send)).toMatchObject({
      status: 400,
      body: { message: 'audience is invalid' },
    })
    await on.unharmed()
  }, 60_000)

  it('of faults is refused', async () => {
    const on = await survivor()
    const fault = () => on.fault({ endpoint: 'POST /users/track', latency_ms: 0 })
    for (let count = 0; count < 1000; count += 1) await fault()
    expect(await fault()).toMatchObject({ status: 409, body: { code: 'too-many-faults' } })
    await on.unharmed()
  }, 60_000)

  it('of updates to an array of objects is ignored, with a warning', async () => {
    const on = await survivor()
    const list = Array.from({ length: 4000 }, (_, id) => ({ id }))
    const $update = list.map(({ id }) => ({ $identifier_key: 'id', $identifier_value: id, $new_object: { id, a: 1 } }))
    await on.track({ attributes: [{ external_id: 'ann', list }] })
    await on.track({ attributes: [{ external_id: 'ann', list: { $update } }] })
    expect((await on.profile('ann')).custom_attributes.list).toEqual(list)
    expect((await on.requests()).at(-1)?.warnings?.[0]).toContain('too many objects')
    await on.unharmed()
  })

  it('of messages in a Canvas that leads back to itself is cut off', async () => {
    const on = await stage()
    await on.track({ attributes: [{ external_id: 'ann' }] })
    const messages = Array.from({ length: 50 }, (_, index) => ({ channel: 'content_cards', title: `${index}` }))
    await on.canvas({ steps: [{ id: 'again', messages, next: 'again' }] })
    await on.post('/canvas/trigger/send', { canvas_id: 'journey', recipients: [{ external_user_id: 'ann' }] })
    const [one] = await on.recipients()
    expect(one?.entry).toMatchObject({ status: 'exited', reason: 'more than 500 steps' })
    expect(one?.messages).toHaveLength(500)
  })

  it('of rendered text is shown in part, and still sent', async () => {
    const on = await stage()
    await on.track({ attributes: [{ external_id: 'ann' }] })
    const title = `{% for i in (1..900) %}${'x'.repeat(3000)}{% endfor %}`
    await on.campaign({ messages: Array.from({ length: 8 }, () => ({ channel: 'content_cards', title })) })
    await on.post('/campaigns/trigger/send', { campaign_id: 'hello', recipients: [{ external_user_id: 'ann' }] })
    const messages = (await on.recipients())[0]?.messages ?? []
    expect(messages.map(({ status }) => status)).toEqual(messages.map(() => 'sent'))
    const kept = messages.filter(({ rendered }) => rendered !== undefined).length
    expect([messages.length, kept]).toEqual([8, 6])
    expect(messages.at(-1)?.warnings).toEqual(['what was rendered is not kept: there is too much of it'])
  })
})
