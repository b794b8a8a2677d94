import { endpoints } from '@parley/braze/contract'
import { describe, expect, it } from 'vitest'
import { drive } from './test-driver.ts'
import { findUnknownMember } from './unknown-member.ts'

const time = '2026-01-02T03:04:05Z'
const long = 'x'.repeat(256)

describe('in strict mode', () => {
  it.each([
    [{ first_name: long }, 'first_name'],
    [{ plan: long }, 'plan'],
    [{ deep: { list: [long] } }, 'deep'],
    [{ dob: '03/05/1990' }, 'dob'],
    [{ gender: 'X' }, 'gender'],
    [{ time_zone: 'Nowhere' }, 'time_zone'],
    [{ mixed: [1, {}] }, 'mixed'],
    [{ '': 1 }, ''],
  ])('an object with %j is refused instead of mended', async (members, name) => {
    const braze = await drive({ strict: true })
    const heard = await braze.track({ attributes: [{ external_id: 'u', ...members }, { external_id: 'v' }] })
    expect(heard.body).toMatchObject({
      attributes_processed: 1,
      errors: [{ type: `'${name}' is not valid`, input_array: 'attributes', index: 0 }],
    })
    expect(await braze.profile('u')).toBeUndefined()
  })

  it('long texts in properties are refused', async () => {
    const braze = await drive({ strict: true })
    const event = { external_id: 'u', name: 'e', time, properties: { a: { b: long } } }
    const purchase = { external_id: 'u', product_id: 'p', currency: 'EUR', price: 1, time, properties: { a: long } }
    const heard = await braze.track({ events: [event], purchases: [purchase] })
    expect(heard).toMatchObject({ status: 400, body: { errors: [{ type: "Invalid 'properties' field" }, {}] } })
  })

  it.each([
    ['/users/track', { attribute: [] }, 'attribute'],
    ['/users/track', { events: [{ external_id: 'u', name: 'e', time, event_name: 'x' }] }, 'events.0.event_name'],
    ['/users/identify', { aliases_to_identify: [], merge: true }, 'merge'],
    [
      '/users/merge',
      { merge_updates: [{ identifier_to_keep: { externalId: 1 } }] },
      'merge_updates.0.identifier_to_keep.externalId',
    ],
  ])('POST %s with %j names the member that nobody knows', async (path, body, name) => {
    const braze = await drive({ strict: true })
    expect(await braze.post(path, body)).toMatchObject({
      status: 400,
      body: { message: `'${name}' is not a known parameter` },
    })
    expect((await (await drive()).post(path, body)).body.message).not.toContain('known parameter')
  })

  it('custom attributes and properties may have any name', () => {
    const body = { attributes: [{ external_id: 'u', anything: 1 }], events: [{ properties: { any: 1 } }] }
    expect(findUnknownMember(endpoints['users.track'].request, body)).toBeUndefined()
  })
})

describe('settings', () => {
  it('change while the sandbox runs, and a reset takes that back', async () => {
    const braze = await drive()
    const heard = await braze.post('/__sandbox/settings', {
      strict: true,
      delay_ms: 1000,
      rate_limits: { 'users-track': { requests: 1, window_seconds: 3600 } },
      attribute_types: { age: 'number' },
      webhooks: ['example.com'],
    })
    expect(heard).toMatchObject({ status: 200, body: { strict: true, delay_ms: 1000, track_objects: 'combined' } })
    expect((await braze.track({ attributes: [{ external_id: 'u', first_name: long }] })).status).toBe(400)
    expect((await braze.track({ attributes: [{ external_id: 'u' }] })).status).toBe(429)
    await braze.send('/__sandbox/reset', { method: 'POST' })
    expect((await braze.get('/__sandbox/settings')).body).toEqual({
      strict: false,
      delay_ms: 0,
      track_objects: 'combined',
      require_fields_to_export: false,
      attribute_types: {},
      rate_limits: {},
      webhooks: 'loopback',
      connected_content: 'off',
    })
  })

  it.each([
    [{ stict: true }],
    [{ delay_ms: -1 }],
    [{ rate_limits: { a: 1 } }],
    [{ attribute_types: { a: 'date' } }],
    [1],
  ])('refuse %j', async (body) => {
    const braze = await drive()
    expect((await braze.post('/__sandbox/settings', body)).status).toBe(400)
  })
})

it('a forced type ignores values of another, and says so', async () => {
  const braze = await drive({
    attributeTypes: { n: 'number', s: 'string', t: 'time', l: 'array', o: 'object', os: 'object_array', b: 'boolean' },
  })
  const good = { n: 1, s: '2026-01-01', t: '2026-01-01', l: ['a'], o: { a: 1 }, os: [{ a: 1 }], b: true }
  await braze.track({ attributes: [{ external_id: 'u', ...good }] })
  const wrong = { n: '1', s: 1, t: 'soon', l: { inc: 1 }, o: [1], os: { add: ['x'] }, b: 'true' }
  await braze.track({ attributes: [{ external_id: 'u', ...wrong }] })
  const { custom_attributes } = await braze.profile('u')
  expect(custom_attributes).toMatchObject({ n: 1, l: ['a'], o: { a: 1 }, os: [{ a: 1 }], b: true })
  expect(custom_attributes.t).toBe('2026-01-01T00:00:00.000Z')
  expect((await braze.requests()).at(-1)?.warnings).toHaveLength(7)
  await braze.track({ attributes: [{ external_id: 'u', n: { inc: 2 }, l: { add: ['b'] }, b: null }] })
  expect((await braze.profile('u')).custom_attributes).toMatchObject({ n: 3, l: ['a', 'b'] })
})
