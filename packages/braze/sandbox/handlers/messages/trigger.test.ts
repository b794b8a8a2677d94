import { describe, expect, it } from 'vitest'
import { stage } from '../../messaging/test-stage.ts'

const recipients = [{ external_user_id: 'ann' }]
const many = Array.from({ length: 51 }, (_, index) => ({ external_user_id: `u${index}` }))
const alias = { alias_name: 'a', alias_label: 'b' }
const variation = { id: 'mail', channel: 'email', subject: 's', body: 'b' }

async function staged() {
  const on = await stage()
  await on.campaign({ messages: [variation] })
  await on.canvas({ steps: [{ messages: [variation] }] })
  return on
}

describe('POST /campaigns/trigger/send refuses', () => {
  it.each([
    ['no campaign', {}, 'campaign_id must be a string of the campaign api identifier'],
    ['an unknown campaign', { campaign_id: 'zz', recipients }, 'Invalid Campaign ID'],
    ['nobody', { campaign_id: 'hello' }, 'No Recipients'],
    ['an empty list', { campaign_id: 'hello', recipients: [] }, 'No Recipients'],
    ['an audience without broadcast', { campaign_id: 'hello', audience: { AND: [] } }, 'No Recipients'],
    [
      'more than 50',
      { campaign_id: 'hello', recipients: many },
      'The max number of external_ids and aliases per request was exceeded',
    ],
    [
      'broadcast with recipients',
      { campaign_id: 'hello', broadcast: true, recipients },
      'broadcast and a list of recipients cannot be used together',
    ],
    [
      'a recipient without a name',
      { campaign_id: 'hello', recipients: [{}] },
      'a recipient must have exactly one of external_user_id, user_alias, braze_id, email',
    ],
    [
      'a recipient with two',
      { campaign_id: 'hello', recipients: [{ external_user_id: 'a', user_alias: alias }] },
      'a recipient must have exactly one of external_user_id, user_alias, braze_id, email',
    ],
    [
      'an e-mail without prioritization',
      { campaign_id: 'hello', recipients: [{ email: 'a@b.com' }] },
      'prioritization is required when a recipient is identified by email',
    ],
    [
      'creation without attributes',
      { campaign_id: 'hello', recipients: [{ external_user_id: 'a', send_to_existing_only: false }] },
      'attributes must be included when send_to_existing_only is false',
    ],
    [
      'creation of an alias',
      { campaign_id: 'hello', recipients: [{ user_alias: alias, send_to_existing_only: false, attributes: {} }] },
      'send_to_existing_only cannot be used with user_alias',
    ],
    [
      'bad attributes',
      { campaign_id: 'hello', recipients: [{ external_user_id: 'a', attributes: { email: 'nope' } }] },
      "The value provided for the 'email' field is not a valid email.",
    ],
    [
      'properties above 50 KB',
      { campaign_id: 'hello', recipients, trigger_properties: { a: 'x'.repeat(51_200) } },
      'Max Input Length Exceeded',
    ],
    [
      'properties that are none',
      { campaign_id: 'hello', recipients, trigger_properties: [1] },
      'trigger_properties must be an object',
    ],
    ['an audience that is none', { campaign_id: 'hello', recipients, audience: { XOR: [] } }, 'audience is invalid'],
    [
      'attachments to a broadcast',
      { campaign_id: 'hello', broadcast: true, attachments: [{ file_name: 'a', url: 'b' }] },
      'attachments cannot be used with broadcast',
    ],
  ])('%s', async (_name, body, message) => {
    const on = await staged()
    expect(await on.post('/campaigns/trigger/send', body)).toMatchObject({ status: 400, body: { message } })
    expect(await on.sends()).toEqual([])
  })
})

describe('POST /canvas/trigger/send', () => {
  it('answers an unknown Canvas as Canvas reads are recorded to', async () => {
    const on = await staged()
    expect(await on.post('/canvas/trigger/send', { canvas_id: 'zz', recipients })).toMatchObject({
      status: 400,
      body: { message: 'canvas_id must be a string of the Canvas api identifier' },
    })
  })

  it('says that a paused Canvas sends nothing', async () => {
    const on = await staged()
    await on.canvas({ state: 'paused', steps: [{ messages: [variation] }] })
    expect(await on.post('/canvas/trigger/send', { canvas_id: 'journey', recipients })).toMatchObject({
      status: 201,
      body: {
        notice: 'The Canvas is paused. Resume the Canvas to ensure trigger requests will take effect.',
        message: 'success',
      },
    })
  })
})

describe('POST /messages/send', () => {
  const email = { subject: 's', body: 'b', from: 'a <a@b.com>', app_id: 'app' }
  it.each([
    ['no messages', { external_user_ids: ['a'] }, 'No message to send'],
    ['empty messages', { external_user_ids: ['a'], messages: {} }, 'No message to send'],
    ['nobody', { messages: { email } }, 'No Recipients'],
    [
      'more than 50',
      { external_user_ids: many.map(({ external_user_id: id }) => id), messages: { email } },
      'The max number of external_ids and aliases per request was exceeded',
    ],
    [
      'an unknown campaign',
      { external_user_ids: ['a'], campaign_id: 'zz', messages: { email } },
      'Invalid Campaign ID',
    ],
    [
      'a campaign without a variation',
      { external_user_ids: ['a'], campaign_id: 'hello', messages: { email } },
      'Message Variant Unspecified',
    ],
    [
      'a variation of no campaign',
      { external_user_ids: ['a'], campaign_id: 'hello', messages: { email: { ...email, message_variation_id: 'zz' } } },
      'Invalid Message Variant',
    ],
    [
      'a variation of another channel',
      {
        external_user_ids: ['a'],
        campaign_id: 'hello',
        messages: { sms: { body: 'x', message_variation_id: 'mail' } },
      },
      'Mismatched Message Type',
    ],
    [
      'extra that is no object',
      { external_user_ids: ['a'], messages: { apple_push: { alert: 'x', extra: 'y' } } },
      'Invalid Extra Push Payload',
    ],
    [
      'a long Apple push',
      { external_user_ids: ['a'], messages: { apple_push: { alert: 'x'.repeat(1912) } } },
      'Apple Push Length Exceeded',
    ],
    [
      'a long Android push',
      { external_user_ids: ['a'], messages: { android_push: { alert: 'x'.repeat(4000) } } },
      'Android Push Length Exceeded',
    ],
  ])('refuses %s', async (_name, body, message) => {
    const on = await staged()
    expect(await on.post('/messages/send', body)).toMatchObject({ status: 400, body: { message } })
  })

  it('sends messages of the request, counted under their campaign', async () => {
    const on = await staged()
    await on.track({ attributes: [{ external_id: 'ann', first_name: 'Ann', email: 'ann@example.com' }] })
    const subject = 'Hi {{$' + '{first_name}}}'
    const messages = { email: { ...email, subject, message_variation_id: 'mail' } }
    await on.post('/messages/send', { campaign_id: 'hello', broadcast: true, messages, send_id: 's-1' })
    expect(await on.rendered()).toMatchObject({
      status: 'sent',
      message_variation_id: 'mail',
      rendered: { subject: 'Hi Ann' },
    })
    const series = await on.get('/campaigns/data_series?campaign_id=hello&length=1')
    expect(series.body.data[0].messages.email[0]).toMatchObject({ sent: 1, unique_recipients: 1 })
    const bySend = await on.get('/sends/data_series?campaign_id=hello&send_id=s-1&length=1')
    expect(bySend.body.data[0].messages.email[0]).toMatchObject({ sent: 1 })
  })

  it('takes a broken Liquid for a failed message, not for a failed request', async () => {
    const on = await staged()
    await on.track({ attributes: [{ external_id: 'ann', email: 'ann@example.com' }] })
    const messages = { email: { ...email, subject: '{{ x | nope }}' } }
    expect((await on.post('/messages/send', { external_user_ids: ['ann'], messages })).status).toBe(201)
    expect(await on.rendered()).toMatchObject({ status: 'failed', reason: expect.stringContaining('undefined filter') })
  })
})

describe('the rate limit of a send', () => {
  it('is the default with recipients, 10 per audience and 250 in all without', async () => {
    const on = await staged()
    const send = (more: object) => on.post('/campaigns/trigger/send', { campaign_id: 'hello', ...more })
    expect((await send({ recipients })).headers.get('x-ratelimit-limit')).toBe('250000')
    for (let count = 0; count < 10; count += 1) expect((await send({ broadcast: true })).status).toBe(201)
    const refused = await send({ broadcast: true })
    expect(refused.status).toBe(429)
    expect(refused.headers.get('retry-after')).toBe('60')
    const other = {
      broadcast: true,
      audience: { AND: [{ push_subscription_status: { comparison: 'is', value: 'opted_in' } }] },
    }
    expect((await send(other)).status).toBe(201)
    expect((await send({ recipients })).status).toBe(201)
    await on.advance(60)
    expect((await send({ broadcast: true })).status).toBe(201)
  })

  it('gives a broadcast of a campaign a send id', async () => {
    const on = await staged()
    const broadcast = await on.post('/campaigns/trigger/send', { campaign_id: 'hello', broadcast: true })
    expect(broadcast.body.send_id).toBeTypeOf('string')
    const listed = await on.post('/campaigns/trigger/send', { campaign_id: 'hello', recipients })
    expect(listed.body.send_id).toBeUndefined()
  })
})
