import { describe, expect, it } from 'vitest'
import { type Driver, drive } from './test-driver.ts'

const group = { id: 'g1', name: 'News', channel: 'email' }
const sms = { id: 'g2', name: 'Texts', channel: 'sms' }

async function driveWithGroups(options: Parameters<typeof drive>[0] = {}): Promise<Driver> {
  const braze = await drive(options)
  for (const one of [group, sms]) await braze.post('/__sandbox/subscription-groups', one)
  return braze
}

async function statusOf(braze: Driver, query: string): Promise<unknown> {
  return (await braze.get(`/subscription/status/get?subscription_group_id=g1&${query}`)).body.status
}

describe('[U1] a subscription', () => {
  it('to a group spreads over the profiles with the address of its channel', async () => {
    const braze = await driveWithGroups()
    await braze.track({
      attributes: [
        { external_id: 'a', email: 'x@x.com', phone: '+491' },
        { external_id: 'b', email: 'X@x.com', phone: '+492' },
        { external_id: 'c', email: 'y@x.com', phone: '+491' },
      ],
    })
    const set = { subscription_group_id: 'g1', subscription_state: 'subscribed', external_id: 'a' }
    expect(await braze.post('/subscription/status/set', set)).toMatchObject({
      status: 201,
      body: { message: 'success' },
    })
    expect(await statusOf(braze, 'external_id[]=a&external_id[]=b&external_id[]=c&external_id[]=d')).toEqual({
      a: 'Subscribed',
      b: 'Subscribed',
      c: 'unknown',
      d: 'unknown',
    })
    await braze.track({
      attributes: [
        {
          external_id: 'a',
          subscription_groups: [{ subscription_group_id: 'g2', subscription_state: 'unsubscribed' }],
        },
      ],
    })
    const heard = await braze.get('/subscription/user/status?external_id=c')
    expect(heard.body).toEqual({
      users: [
        {
          email: 'y@x.com',
          phone: '+491',
          external_id: 'c',
          subscription_groups: [{ id: 'g2', name: 'Texts', channel: 'sms', status: 'Unsubscribed' }],
        },
      ],
      total_count: 1,
      message: 'success',
    })
  })

  it('to e-mail spreads over all who share the address, from every way of writing it', async () => {
    const braze = await drive()
    await braze.track({ attributes: ['a', 'b'].map((external_id) => ({ external_id, email: 'x@x.com' })) })
    const states = async () => (await braze.profiles()).map((user) => user.email_subscribe)
    await braze.track({ attributes: [{ external_id: 'a', email_subscribe: 'opted_in' }] })
    expect(await states()).toEqual(['opted_in', 'opted_in'])
    await braze.post('/email/status', { email: ['X@x.com'], subscription_state: 'unsubscribed' })
    expect(await states()).toEqual(['unsubscribed', 'unsubscribed'])
    await braze.track({ attributes: [{ external_id: 'b', email_subscribe: null }] })
    expect(await states()).toEqual(['subscribed', 'subscribed'])
  })
})

describe('[U2] a profile that gets an address', () => {
  it('takes over what was said of the address alone, for 30 days', async () => {
    const braze = await driveWithGroups()
    const set = { subscription_group_id: 'g1', subscription_state: 'unsubscribed', email: ['n@x.com', 'o@x.com'] }
    await braze.post('/subscription/status/set', set)
    await braze.post('/email/status', { email: ['n@x.com', 'o@x.com'], subscription_state: 'unsubscribed' })
    await braze.track({ attributes: [{ external_id: 'n', email: 'n@x.com' }] })
    expect(await statusOf(braze, 'external_id=n')).toEqual({ n: 'Unsubscribed' })
    expect((await braze.profile('n')).email_subscribe).toBe('unsubscribed')
    await braze.advance(31 * 24 * 3600)
    await braze.track({ attributes: [{ external_id: 'o', email: 'o@x.com' }] })
    expect(await statusOf(braze, 'external_id=o')).toEqual({ o: 'unknown' })
    await braze.track({ attributes: [{ external_id: 'p', email: 'n@x.com' }] })
    expect(await statusOf(braze, 'external_id=p')).toEqual({ p: 'Unsubscribed' })
  })
})

describe('subscription status', () => {
  it('is set for several groups at once, or for none when one is wrong', async () => {
    const braze = await driveWithGroups()
    await braze.track({ attributes: [{ external_id: 'a' }] })
    const item = (subscription_group_id: string) => ({
      subscription_group_id,
      subscription_state: 'subscribed',
      external_ids: ['a'],
    })
    const set = (...ids: readonly string[]) =>
      braze.post('/v2/subscription/status/set', { subscription_groups: ids.map(item) })
    expect(await set('g1', 'nope')).toMatchObject({ status: 400, body: { message: 'Invalid subscription group ID' } })
    expect(await statusOf(braze, 'external_id=a')).toEqual({ a: 'unknown' })
    expect((await set('g1', 'g2')).status).toBe(201)
    expect((await braze.get('/subscription/user/status?external_id=a')).body.users[0].subscription_groups).toHaveLength(
      2,
    )
  })

  it('takes any group as long as none was created, unless strict', async () => {
    const set = { subscription_group_id: 'any', subscription_state: 'subscribed', email: 'a@x.com' }
    expect((await (await drive()).post('/subscription/status/set', set)).status).toBe(201)
    expect((await (await drive({ strict: true })).post('/subscription/status/set', set)).status).toBe(400)
    const groups = [{ subscription_group_id: 'any', subscription_state: 'subscribed' }]
    const heard = await (await driveWithGroups()).track({
      attributes: [{ external_id: 'a', subscription_groups: groups }],
    })
    expect(heard.body.errors).toMatchObject([{ type: 'BAD_SUBSCRIPTION_GROUP_ID' }])
  })

  const good = { subscription_group_id: 'g1', subscription_state: 'subscribed' }
  it.each([
    [{}],
    [{ ...good }],
    [{ ...good, subscription_state: 'opted_in', email: 'a@x.com' }],
    [{ ...good, email: 'a@x.com', phone: '+491' }],
    [{ ...good, email: 'no address' }],
    [{ ...good, external_id: Array(51).fill('a') }],
    [{ ...good, external_id: [{}] }],
  ])('refuses to set %j', async (body) => {
    const braze = await driveWithGroups()
    expect((await braze.post('/subscription/status/set', body)).status).toBe(400)
  })

  it.each(['', 'external_id=', 'subscription_group_id=nope&external_id=a', `${'email[]=a@x.com&'.repeat(51)}`])(
    'refuses to read ?%s',
    async (query) => {
      const braze = await driveWithGroups()
      expect((await braze.get(`/subscription/status/get?${query}`)).status).toBe(400)
    },
  )

  it('is read in windows', async () => {
    const braze = await driveWithGroups()
    await braze.track({
      attributes: Array.from({ length: 5 }, (_, index) => ({ external_id: `u${index}`, email: 'x@x.com' })),
    })
    const heard = await braze.get('/subscription/user/status?email=x@x.com&limit=2&offset=3')
    expect(heard.body).toMatchObject({ users: [{ external_id: 'u3' }, { external_id: 'u4' }], total_count: 5 })
    expect((await braze.get('/subscription/user/status?email=x@x.com&limit=101')).status).toBe(400)
  })
})
