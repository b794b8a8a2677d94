import { describe, expect, it } from 'vitest'
import { type Driver, drive } from '../../test-driver.ts'

const start = Date.parse('2026-06-17T19:27:44Z')
const driveAt = (options = {}) => drive({ machineTime: () => start, ...options })

async function addressesOf(braze: Driver, path: string, name = 'email'): Promise<unknown> {
  const list: readonly { readonly [name: string]: unknown }[] =
    Object.values<never>((await braze.get(path)).body).find(Array.isArray) ?? []
  return list.map((one) => one[name])
}

describe('GET /email/unsubscribes', () => {
  it('lists who unsubscribed in the days asked for, in the recorded form', async () => {
    const braze = await driveAt()
    await braze.track({ attributes: [{ external_id: 'a', email: 'A@x.com', email_subscribe: 'unsubscribed' }] })
    await braze.advance(86_400)
    await braze.post('/email/status', { email: 'b@x.com', subscription_state: 'unsubscribed' })
    await braze.post('/email/status', { email: 'c@x.com', subscription_state: 'opted_in' })
    const path = '/email/unsubscribes?start_date=2026-06-17&end_date=2026-06-18'
    expect((await braze.get(path)).body).toEqual({
      emails: [
        { email: 'b@x.com', unsubscribed_at: '2026-06-18 19:27:44 +0000' },
        { email: 'a@x.com', unsubscribed_at: '2026-06-17 19:27:44 +0000' },
      ],
      message: 'success',
    })
    expect(await addressesOf(braze, `${path}&sort_direction=asc&limit=1`)).toEqual(['a@x.com'])
    expect(await addressesOf(braze, `${path}&offset=1`)).toEqual(['a@x.com'])
    expect(await addressesOf(braze, '/email/unsubscribes?email=B@x.com&end_date=2026-06-18')).toEqual(['b@x.com'])
    expect(await addressesOf(braze, '/email/unsubscribes?start_date=2026-06-18&end_date=2026-06-19')).toEqual([
      'b@x.com',
    ])
    await braze.post('/email/status', { email: 'b@x.com', subscription_state: 'subscribed' })
    expect(await addressesOf(braze, path)).toEqual(['a@x.com'])
  })

  it.each([
    '',
    'end_date=2026-06-17',
    'start_date=2026-06-17',
    'start_date=2026-02-30&end_date=2026-03-01',
    'email=a&limit=501',
    'email=a&limit=x',
    'email=a&offset=-1',
    'email=a&sort_direction=up',
  ])('refuses ?%s', async (query) => {
    const braze = await driveAt()
    expect((await braze.get(`/email/unsubscribes?${query}`)).status).toBe(400)
  })
})

it('hard bounces and spam reports are told by a control, listed, and removed', async () => {
  const braze = await driveAt()
  await braze.track({ attributes: [{ external_id: 'a', email: 'a@x.com' }] })
  await braze.post('/__sandbox/emails', { email: 'A@x.com', hard_bounced: true, spam: true })
  const bounces = '/email/hard_bounces?start_date=2026-06-17&end_date=2026-06-17'
  expect((await braze.get(bounces)).body.emails).toEqual([
    { email: 'a@x.com', hard_bounced_at: '2026-06-17 19:27:44 +0000' },
  ])
  const known = async () => (await braze.get('/users/subscription?email=a@x.com')).body.emails[0]
  expect(await known()).toMatchObject({ spam_at: '2026-06-17 19:27:44 +0000' })
  expect((await braze.post('/email/bounce/remove', { email: 'a@x.com' })).status).toBe(201)
  expect((await braze.post('/email/spam/remove', { email: ['a@x.com', 'unknown@x.com'] })).status).toBe(201)
  expect(await known()).toMatchObject({ spam_at: null, hard_bounced_at: null })
})

it.each(['/email/blocklist', '/email/blacklist'])('POST %s unsubscribes and marks as bounced', async (path) => {
  const braze = await driveAt()
  await braze.track({ attributes: [{ external_id: 'a', email: 'a@x.com' }] })
  expect(await braze.post(path, { email: ['a@x.com'] })).toMatchObject({ status: 201, body: { message: 'success' } })
  expect((await braze.profile('a')).email_subscribe).toBe('unsubscribed')
  expect(await addressesOf(braze, '/email/hard_bounces?email=a@x.com')).toEqual(['a@x.com'])
})

it.each([
  ['/email/status', {}],
  ['/email/status', { email: 'a@x.com' }],
  ['/email/status', { email: 'a@x.com', subscription_state: 'maybe' }],
  ['/email/status', { subscription_state: 'subscribed' }],
  ['/email/spam/remove', { email: [1] }],
  ['/email/bounce/remove', { email: Array.from({ length: 51 }, (_, index) => `a${index}@x.com`) }],
])('POST %s refuses %j', async (path, body) => {
  const braze = await driveAt()
  expect((await braze.post(path, body)).status).toBe(400)
})

it('DELETE /users/subscription forgets what is known of an address', async () => {
  const braze = await driveAt()
  await braze.post('/email/status', { email: 'a@x.com', subscription_state: 'unsubscribed' })
  const headers = { Authorization: 'Bearer sandbox-key', 'Content-Type': 'application/json' }
  const heard = await braze.send('/users/subscription', { method: 'DELETE', headers, body: '{"email":"a@x.com"}' })
  expect(heard).toMatchObject({ status: 200, body: { status: 'queued' } })
  expect(await addressesOf(braze, '/email/unsubscribes?email=a@x.com')).toEqual([])
})

describe('invalid phone numbers', () => {
  it('are told by a control, listed by days, numbers or reason, and removed', async () => {
    const braze = await driveAt()
    await braze.post('/__sandbox/phones', { phone: '+491', invalid: 'deactivated' })
    await braze.advance(86_400)
    await braze.post('/__sandbox/phones', { phone: '+492', invalid: 'provider_error' })
    const days = '/sms/invalid_phone_numbers?start_date=2026-06-17&end_date=2026-06-18'
    expect((await braze.get(days)).body.sms).toEqual([
      { phone: '+492', invalid_detected_at: '2026-06-18 19:27:44 +0000', reason: 'provider_error' },
      { phone: '+491', invalid_detected_at: '2026-06-17 19:27:44 +0000', reason: 'deactivated' },
    ])
    expect(await addressesOf(braze, `${days}&reason=deactivated`, 'phone')).toEqual(['+491'])
    expect(await addressesOf(braze, '/sms/invalid_phone_numbers?phone_numbers[]=%2B492', 'phone')).toEqual(['+492'])
    await braze.post('/sms/invalid_phone_numbers/remove', { phone_numbers: ['+492'] })
    expect(await addressesOf(braze, days, 'phone')).toEqual(['+491'])
    expect((await braze.get('/sms/invalid_phone_numbers')).status).toBe(400)
    expect((await braze.post('/sms/invalid_phone_numbers/remove', {})).status).toBe(400)
  })
})
