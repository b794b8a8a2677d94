import { endpoints } from '@parley/braze/contract'
import { describe, expect, it } from 'vitest'
import { drive } from '../../test-driver.ts'

const identifierRequired = "'external_id', 'braze_id', 'user_alias', 'email' or 'phone' is required"
const noValidData = "Valid data must be provided in the 'attributes', 'events', or 'purchases' fields."
const alias = { alias_name: 'visitor-1', alias_label: 'chat' }
const time = '2026-01-02T03:04:05Z'

function refusal(type: string, index = 0, input_array = 'attributes') {
  return { type, input_array, index }
}

describe('the answer', () => {
  it('counts what was accepted, for the arrays that were sent alone', async () => {
    const braze = await drive()
    const heard = await braze.track({
      attributes: [{ external_id: 'u', first_name: 'Ann' }],
      events: [{ external_id: 'u', name: 'Completed Signup Chat', time }],
      purchases: [{ external_id: 'u', product_id: 7, currency: 'EUR', price: 2.5, time }],
    })
    expect(heard.status).toBe(201)
    expect(heard.body).toEqual({
      attributes_processed: 1,
      events_processed: 1,
      purchases_processed: 1,
      message: 'success',
    })
    expect((await braze.track({ events: [{ external_id: 'u', name: 'x', time }] })).body).toEqual({
      events_processed: 1,
      message: 'success',
    })
  })

  it('lists each refused object with its array and place, and applies the others', async () => {
    const braze = await drive()
    const { status, body } = await braze.track({
      attributes: [{ external_id: 'a' }, { first_name: 'nobody' }, { external_id: 'b' }],
      events: [{ external_id: 'a', time }],
    })
    expect(status).toBe(201)
    expect(body).toEqual({
      attributes_processed: 2,
      events_processed: 0,
      message: 'success',
      errors: [refusal(identifierRequired, 1), refusal("'name' is required", 0, 'events')],
    })
    expect(endpoints['users.track'].response.safeParse(body).success).toBe(true)
    expect((await braze.profiles()).map((user) => user.external_id)).toEqual(['a', 'b'])
  })

  it('is 400 when every object is refused', async () => {
    const braze = await drive()
    const heard = await braze.track({ attributes: [{ first_name: 'x' }, 7] })
    expect(heard.status).toBe(400)
    expect(heard.body).toEqual({
      message: noValidData,
      errors: [refusal(identifierRequired), refusal("'attributes' is not valid", 1)],
    })
  })

  it.each([['{}'], ['[]'], ['"text"'], ['null'], ['7'], ['{"attributes":[]}'], ['{"attributes":null}'], ['']])(
    'is 400 for the body %j, which holds no object',
    async (body) => {
      const braze = await drive()
      expect(await braze.track(body)).toMatchObject({ status: 400, body: { message: noValidData } })
    },
  )

  it('is 400 when an array is none', async () => {
    const braze = await drive()
    const heard = await braze.track({ attributes: [{ external_id: 'u' }], events: {} })
    expect(heard).toMatchObject({ status: 400, body: { message: "'events' must be an array of objects" } })
    expect(await braze.profiles()).toEqual([])
  })

  it('takes 75 objects together and no more, or 75 of each on an older contract', async () => {
    const attributes = Array.from({ length: 75 }, (_, index) => ({ external_id: `u${index}` }))
    const events = [{ external_id: 'u0', name: 'x', time }]
    const braze = await drive()
    expect((await braze.track({ attributes })).status).toBe(201)
    expect(await braze.track({ attributes, events })).toMatchObject({
      status: 400,
      body: { message: 'Max Input Length Exceeded' },
    })
    const older = await drive({ trackObjects: 'each' })
    expect((await older.track({ attributes, events })).status).toBe(201)
    expect((await older.track({ attributes: [...attributes, { external_id: 'x' }] })).status).toBe(400)
  })
})

describe('identifiers', () => {
  it.each([
    [{}, identifierRequired],
    [{ external_id: '' }, identifierRequired],
    [{ external_id: null }, identifierRequired],
    [{ user_alias: { alias_name: 'x' } }, identifierRequired],
    [{ external_id: 'x'.repeat(988) }, 'EXTERNAL_USER_ID_TOO_LARGE'],
    [{ external_id: '€'.repeat(330) }, 'EXTERNAL_USER_ID_TOO_LARGE'],
    [{ email: 'nobody' }, "The value provided for the 'email' field is not a valid email."],
    [{ external_id: 'x', user_alias: alias }, "Only one of 'external_id', 'braze_id' or 'user_alias' is allowed"],
    [{ external_id: 'x', braze_id: 'y' }, "Only one of 'external_id', 'braze_id' or 'user_alias' is allowed"],
  ])('refuses %j', async (object, type) => {
    const braze = await drive()
    expect((await braze.track({ attributes: [object] })).body.errors).toEqual([refusal(type)])
  })

  it('keeps a number as text, and ids apart that differ in case', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 12345 }, { external_id: '12345', first_name: 'Same' }] })
    await braze.track({
      attributes: [{ external_id: 'abc' }, { external_id: 'ABC' }, { external_id: 'x'.repeat(987) }],
    })
    const ids = (await braze.profiles()).map((user) => user.external_id)
    expect(ids).toEqual(['12345', 'abc', 'ABC', 'x'.repeat(987)])
    expect((await braze.profile('12345')).first_name).toBe('Same')
  })

  it('creates for external_id, email and phone unless only existing profiles may be written', async () => {
    const braze = await drive()
    const identifiers = [{ external_id: 'u' }, { email: 'Ann@X.com' }, { phone: '+15551234567' }]
    const held = identifiers.map((one) => ({ ...one, _update_existing_only: true }))
    expect((await braze.track({ attributes: held })).body).toEqual({ attributes_processed: 3, message: 'success' })
    expect(await braze.profiles()).toEqual([])
    await braze.track({ attributes: identifiers })
    expect(await braze.profiles()).toMatchObject([
      { external_id: 'u' },
      { email: 'ann@x.com' },
      { phone: '+15551234567' },
    ])
    await braze.track({ attributes: held.map((one) => ({ ...one, first_name: 'Ann' })) })
    expect((await braze.profiles()).map((user) => user.first_name)).toEqual(['Ann', 'Ann', 'Ann'])
  })

  it('[C2] creates for an alias only when told so in words, and never for a braze_id', async () => {
    const braze = await drive()
    await braze.track({
      attributes: [
        { user_alias: alias },
        { braze_id: 'a'.repeat(24) },
        { braze_id: 'a'.repeat(24), _update_existing_only: false },
      ],
    })
    expect(await braze.profiles()).toEqual([])
    await braze.track({ attributes: [{ user_alias: alias, _update_existing_only: false, first_name: 'A' }] })
    await braze.track({ attributes: [{ user_alias: alias, first_name: 'B' }] })
    const [user] = await braze.profiles()
    expect(user).toMatchObject({ user_aliases: [alias], first_name: 'B' })
    await braze.track({ attributes: [{ braze_id: user.braze_id, first_name: 'C' }] })
    expect(await braze.profiles()).toMatchObject([{ first_name: 'C' }])
  })

  it('tells the request log when nobody matched', async () => {
    const braze = await drive()
    await braze.track({ events: [{ user_alias: alias, name: 'x', time }] })
    const [request] = await braze.requests()
    expect(request?.warnings).toEqual(['events[0] no profile matches and none may be created: ignored'])
  })

  it('[P2] finds a shared e-mail in the most recently updated profile with an external id', async () => {
    const braze = await drive()
    const email = 'shared@x.com'
    await braze.track({ attributes: [{ email }, { external_id: 'old', email }, { external_id: 'new', email }] })
    await braze.track({ attributes: [{ email, first_name: 'First' }] })
    expect((await braze.profile('new')).first_name).toBe('First')
    await braze.track({ attributes: [{ external_id: 'old' }] })
    await braze.track({ attributes: [{ email: 'SHARED@X.com', first_name: 'Second' }] })
    expect((await braze.profile('old')).first_name).toBe('Second')
    expect(await braze.profiles()).toHaveLength(3)
  })

  it('uses e-mail before phone, and then writes phone as a field', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ phone: '+1555' }, { email: 'a@x.com', phone: '+1555' }] })
    expect(await braze.profiles()).toMatchObject([{ phone: '+1555' }, { email: 'a@x.com', phone: '+1555' }])
  })

  it('[P1] makes a second profile for a new external id with a known e-mail', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ email: 'a@x.com' }] })
    await braze.track({ attributes: [{ external_id: 'u', email: 'a@x.com' }] })
    expect((await braze.profiles()).map((user) => user.email)).toEqual(['a@x.com', 'a@x.com'])
  })

  it('[P3] no longer finds a profile by an e-mail that it lost', async () => {
    const braze = await drive()
    await braze.track({ attributes: [{ external_id: 'u', email: 'a@x.com' }] })
    await braze.track({ attributes: [{ external_id: 'u', email: null }] })
    await braze.track({ attributes: [{ email: 'a@x.com', _update_existing_only: true, first_name: 'X' }] })
    expect(await braze.profile('u')).not.toHaveProperty('first_name')
    expect(await braze.profile('u')).not.toHaveProperty('email')
  })
})

describe('attributes', () => {
  it('keeps standard fields, custom attributes and nothing else', async () => {
    const braze = await drive()
    const standard = {
      first_name: 'Ann',
      last_name: 'Lee',
      dob: '1990-05-03',
      home_city: 'Seoul',
      country: 'KR',
      gender: 'F',
      time_zone: 'Asia/Seoul',
    }
    const custom = { operating_system: 'Linux', First_Name: 'custom', ' spaced ': 1 }
    const steering = { _merge_objects: true, app_id: 'app', bio: 'x' }
    await braze.track({ attributes: [{ external_id: 'u', email: 'Ann@X.com', ...standard, ...custom, ...steering }] })
    expect(await braze.profile('u')).toMatchObject({
      ...standard,
      email: 'ann@x.com',
      custom_attributes: { operating_system: 'Linux', First_Name: 'custom', spaced: 1 },
    })
    expect(Object.keys((await braze.profile('u')).custom_attributes)).toHaveLength(3)
  })

  it('refuses the whole object for one bad value with an error, and only warns of the others', async () => {
    const braze = await drive()
    const heard = await braze.track({
      attributes: [
        { external_id: 'a', email: 'bad', first_name: 'A' },
        { external_id: 'b', dob: 'May 3rd', first_name: 'B' },
      ],
    })
    expect(heard.body.errors).toEqual([refusal("The value provided for the 'email' field is not a valid email.")])
    expect(await braze.profile('a')).toBeUndefined()
    expect(await braze.profile('b')).toMatchObject({ first_name: 'B' })
    expect(await braze.profile('b')).not.toHaveProperty('dob')
    expect((await braze.requests())[0]?.warnings).toEqual([
      'attributes[1] dob: not a date of the form YYYY-MM-DD: ignored',
    ])
  })

  it('[C3] writes an e-mail subscription to everyone with the address', async () => {
    const braze = await drive()
    await braze.track({
      attributes: [
        { external_id: 'a', email: 'x@x.com' },
        { external_id: 'c', email: 'c@x.com' },
      ],
    })
    await braze.track({ attributes: [{ external_id: 'b', email_subscribe: 'unsubscribed', email: 'X@x.com' }] })
    expect((await braze.profile('a')).email_subscribe).toBe('unsubscribed')
    expect((await braze.profile('c')).email_subscribe).toBe('subscribed')
  })

  it('imports push tokens without an identifier, each token once', async () => {
    const braze = await drive()
    const tokens = { push_token_import: true, push_tokens: [{ app_id: 'app', token: 'abc' }] }
    const heard = await braze.track({ attributes: [tokens, tokens, { ...tokens, external_id: 'u' }] })
    expect(heard.body.errors).toEqual([refusal('BAD_PUSH_TOKEN_IMPORT', 2)])
    expect(await braze.profiles()).toMatchObject([{ push_tokens: tokens.push_tokens }])
  })

  it('survives keys that are special to JavaScript', async () => {
    const braze = await drive()
    const object = '{"external_id":"u","__proto__":"a","constructor":{"prototype":{"x":1}},"toString":"b"}'
    await braze.track(`{"attributes":[${object}]}`)
    const { custom_attributes } = await braze.profile('u')
    expect(Object.entries(custom_attributes)).toEqual([
      ['__proto__', 'a'],
      ['constructor', { prototype: { x: 1 } }],
      ['toString', 'b'],
    ])
  })
})

describe('events', () => {
  const event = { external_id: 'u', name: 'Ordered', time }

  it('are kept as name, first, last and count', async () => {
    const braze = await drive()
    const times = ['2026-03-01T00:00:00Z', '2026-01-01T00:00:00Z', '2026-02-01T00:00:00Z']
    await braze.track({ events: times.map((at) => ({ ...event, time: at, properties: { table: 4 } })) })
    expect((await braze.profile('u')).custom_events).toEqual([
      { name: 'Ordered', first: '2026-01-01T00:00:00.000Z', last: '2026-03-01T00:00:00.000Z', count: 3 },
    ])
  })

  it('happen now when they say they will happen', async () => {
    const braze = await drive({ machineTime: () => Date.parse('2026-06-01T00:00:00Z') })
    await braze.track({ events: [{ ...event, time: '2999-01-01T00:00:00Z' }] })
    expect((await braze.profile('u')).custom_events[0].last).toBe('2026-06-01T00:00:00.000Z')
  })

  it('leave the profile 90 days after they were last heard of', async () => {
    const braze = await drive()
    await braze.track({ events: [event] })
    await braze.advance(89 * 86_400)
    expect(await braze.profile('u')).toHaveProperty('custom_events')
    await braze.advance(2 * 86_400)
    expect(await braze.profile('u')).not.toHaveProperty('custom_events')
  })

  it.each([
    [{ name: '' }, "'name' is required"],
    [{ name: 'x'.repeat(256) }, "'name' is not valid"],
    [{ name: 7 }, "'name' is not valid"],
    [{ time: null }, "'time' is required"],
    [{ time: 'yesterday' }, "'time' is not valid"],
    [{ time: 1700000000 }, "'time' is not valid"],
    [{ properties: [] }, "Invalid 'properties' field"],
    [{ properties: { time: 1 } }, "Invalid 'properties' field"],
    [{ properties: { event_name: 1 } }, "Invalid 'properties' field"],
    [{ properties: { $x: 1 } }, "Invalid 'properties' field"],
    [{ properties: { '': 1 } }, "Invalid 'properties' field"],
    [{ properties: { list: Array.from({ length: 30_000 }, () => 'four') } }, "Invalid 'properties' field"],
    [
      { properties: Object.fromEntries(Array.from({ length: 257 }, (_, i) => [`p${i}`, i])) },
      "Invalid 'properties' field",
    ],
  ])('are refused with %j', async (change, type) => {
    const braze = await drive()
    const heard = await braze.track({ events: [event, { ...event, ...change }] })
    expect(heard.body).toMatchObject({ events_processed: 1, errors: [refusal(type, 1, 'events')] })
  })
})

describe('purchases', () => {
  const purchase = { external_id: 'u', product_id: 'shoe', currency: 'USD', price: 19.99, time }

  it('count as many as their quantity and add up to the revenue', async () => {
    const braze = await drive()
    await braze.track({ purchases: [purchase, { ...purchase, quantity: 3, price: 0.1 }, { ...purchase, price: -5 }] })
    const user = await braze.profile('u')
    expect(user.purchases).toMatchObject([{ name: 'shoe', count: 5 }])
    expect(user.total_revenue).toBe(15.29)
  })

  it.each([
    [{ quantity: 0 }, "'quantity' is not valid"],
    [{ quantity: 101 }, "'quantity' is not valid"],
    [{ quantity: 1.5 }, "'quantity' is not valid"],
    [{ quantity: '1' }, "'quantity' is not valid"],
    [{ product_id: '' }, "'product_id' is required"],
    [{ currency: 'EURO' }, "'currency' is not valid"],
    [{ currency: undefined }, "'currency' is required"],
    [{ price: '19.99' }, "'price' is not valid"],
    [{ price: undefined }, "'price' is required"],
    [{ properties: { currency: 'x' } }, "Invalid 'properties' field"],
  ])('are refused with %j', async (change, type) => {
    const braze = await drive()
    const heard = await braze.track({ purchases: [purchase, { ...purchase, ...change }] })
    expect(heard.body).toMatchObject({ purchases_processed: 1, errors: [refusal(type, 1, 'purchases')] })
  })
})
