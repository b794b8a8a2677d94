import { endpoints } from '@parley/braze/contract'
import { describe, expect, it } from 'vitest'
import { type Driver, drive } from '../../test-driver.ts'

const alias = { alias_name: 'visitor-1', alias_label: 'chat' }

async function driveWithProfiles(options = {}): Promise<Driver> {
  const braze = await drive(options)
  await braze.track({
    attributes: [
      {
        external_id: 'a',
        email: 'shared@x.com',
        first_name: 'Ann',
        push_tokens: [{ app_id: 'p', token: 't', device_id: 'device-1' }],
      },
      {
        external_id: '7',
        email: 'shared@x.com',
        phone: '+1555',
        current_location: { longitude: 13.4, latitude: 52.5 },
      },
      { user_alias: alias, _update_existing_only: false },
    ],
  })
  return braze
}

describe('the answer', () => {
  it('shows what is set and leaves out what is not', async () => {
    const braze = await driveWithProfiles({ machineTime: () => Date.parse('2026-06-01T00:00:00Z') })
    const { status, body } = await braze.export({ external_ids: ['7'] })
    expect(status).toBe(201)
    expect(endpoints['users.export.ids'].response.safeParse(body).success).toBe(true)
    expect(body).toEqual({
      users: [
        {
          created_at: '2026-06-01T00:00:00.000Z',
          external_id: '7',
          user_aliases: [],
          appboy_id: expect.stringMatching(/^[0-9a-f]{24}$/),
          braze_id: body.users[0].appboy_id,
          email: 'shared@x.com',
          phone: '+1555',
          last_coordinates: [13.4, 52.5],
          random_bucket: expect.any(Number),
          total_revenue: 0,
          push_subscribe: 'subscribed',
          email_subscribe: 'subscribed',
        },
      ],
      invalid_user_ids: [],
      message: 'success',
    })
  })

  it('lists identifiers that nobody has, as they were sent', async () => {
    const braze = await driveWithProfiles()
    const { body } = await braze.export({ external_ids: ['nobody', 7, 8] })
    expect(body.users).toHaveLength(1)
    expect(body.invalid_user_ids).toEqual(['nobody', 8])
    expect((await braze.export({ external_ids: ['nobody'] })).body.users).toEqual([])
  })

  it('finds by alias, braze_id, device, e-mail and phone, each profile once', async () => {
    const braze = await driveWithProfiles()
    const [first] = await braze.profiles()
    const count = async (body: object) => (await braze.export(body)).body.users.length
    expect(await count({ user_aliases: [alias] })).toBe(1)
    expect(await count({ braze_id: first.braze_id })).toBe(1)
    expect(await count({ device_id: 'device-1' })).toBe(1)
    expect(await count({ email_address: 'SHARED@x.com' })).toBe(2)
    expect(await count({ phone: '+1555' })).toBe(1)
    expect(await count({ external_ids: ['a', 'a'], braze_id: first.braze_id, email_address: 'shared@x.com' })).toBe(2)
  })

  it('shows only the fields asked for', async () => {
    const braze = await driveWithProfiles()
    const { body } = await braze.export({ external_ids: ['a'], fields_to_export: ['first_name', 'phone', 'nonsense'] })
    expect(body.users).toEqual([{ first_name: 'Ann' }])
    expect((await braze.requests()).at(-1)?.warnings).toEqual(['fields_to_export: 1 unknown names: ignored'])
  })

  it.each([
    [{}, "One of 'external_ids', 'user_aliases', 'device_id', 'braze_id', 'email_address' or 'phone' must be provided"],
    [[], "One of 'external_ids', 'user_aliases', 'device_id', 'braze_id', 'email_address' or 'phone' must be provided"],
    [{ phone: '1', email_address: 'a@x.com' }, "Only one of 'device_id', 'email_address' or 'phone' may be provided"],
    [{ external_ids: 'a' }, "'external_ids' must be an array of strings"],
    [{ external_ids: [{}] }, "'external_ids' must be an array of strings"],
    [{ user_aliases: ['x'] }, "'user_aliases' must be an array of objects with an 'alias_name' and an 'alias_label'"],
    [{ phone: 7 }, "'phone' must be a string"],
    [{ phone: '7', fields_to_export: 'x' }, "'fields_to_export' must be an array of strings"],
    [{ external_ids: Array.from({ length: 51 }, String) }, 'The max number of ids per request was exceeded'],
  ])('is 400 for %j', async (body, message) => {
    const braze = await drive()
    expect(await braze.export(body)).toMatchObject({ status: 400, body: { message } })
  })

  it('wants the fields named when the setting says so', async () => {
    const braze = await drive({ requireFieldsToExport: true })
    const wanted = { external_ids: ['a'] }
    expect(await braze.export(wanted)).toMatchObject({
      status: 400,
      body: { message: "'fields_to_export' is required" },
    })
    expect((await braze.export({ ...wanted, fields_to_export: ['email'] })).status).toBe(201)
  })
})

describe('the rate limit', () => {
  it('is 250 a minute, and 40 a second where fast fields are named', async () => {
    const braze = await drive()
    const limit = async (body: object) => (await braze.export(body)).headers.get('x-ratelimit-limit')
    expect(await limit({ external_ids: ['a'] })).toBe('250')
    expect(await limit({ external_ids: ['a'], fields_to_export: ['email'] })).toBe('40')
    expect(await limit({ external_ids: ['a'], fields_to_export: ['email', 'campaigns_received'] })).toBe('250')
  })
})

it('shows what campaigns and Canvases a profile got, where that is asked for', async () => {
  const braze = await drive()
  await braze.track({ attributes: [{ external_id: 'u', email: 'u@x.com' }] })
  await braze.post('/__sandbox/campaigns', {
    id: 'c',
    name: 'Hi',
    messages: [{ channel: 'email', subject: 's', body: 'b' }],
  })
  await braze.post('/campaigns/trigger/send', { campaign_id: 'c', recipients: [{ external_user_id: 'u' }] })
  await braze.get('/__sandbox/sends?settled=true')
  const exported = async (...fields_to_export: string[]) =>
    (await braze.export({ external_ids: ['u'], fields_to_export })).body.users
  expect(await exported('campaigns_received')).toMatchObject([
    { campaigns_received: [{ api_campaign_id: 'c', name: 'Hi' }] },
  ])
  expect(await exported('email')).toEqual([{ email: 'u@x.com' }])
})
