import { describe, expect, it } from 'vitest'
import { stage } from './test-stage.ts'

describe('the controls of messaging', () => {
  it('make campaigns with ids of their own, and show them as they take them', async () => {
    const on = await stage()
    const messages = [{ channel: 'push', alert: 'Hi' }]
    const made = await on.post('/__sandbox/campaigns', { name: 'Hello', messages })
    expect(made).toMatchObject({
      status: 201,
      body: {
        campaign: { id: expect.stringMatching(/^[0-9a-f-]{36}$/), messages: [{ channel: 'ios_push', alert: 'Hi' }] },
      },
    })
    const { created_at: _at, updated_at: _until, first_sent: _first, last_sent: _last, ...shown } = made.body.campaign
    expect((await on.post('/__sandbox/campaigns', shown)).body.campaign).toMatchObject(shown)
  })

  it.each([
    ['no name', { messages: [{ channel: 'sms', body: 'x' }] }, '/name'],
    ['no message', { name: 'x', messages: [] }, '/messages'],
    ['an unknown member', { name: 'x', messages: [{ channel: 'sms', body: 'x', colour: 1 }] }, '/messages/0'],
    ['a webhook without an address', { name: 'x', messages: [{ channel: 'webhook' }] }, '/messages/0/url'],
    [
      'broken Liquid',
      { name: 'x', messages: [{ channel: 'webhook', url: 'http://x', body: { a: '{{ b' } }] },
      '/messages/0/body/a',
    ],
    ['an unknown filter', { name: 'x', messages: [{ channel: 'sms', body: '{{ a | nope }}' }] }, '/messages/0/body'],
  ])('refuse a campaign with %s', async (_name, body, pointer) => {
    const on = await stage()
    const heard = await on.post('/__sandbox/campaigns', body)
    expect(heard.status).toBe(400)
    expect(heard.headers.get('content-type')).toBe('application/problem+json')
    expect(heard.body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer)
  })

  it('refuse a Canvas with an id that is there twice', async () => {
    const on = await stage()
    const steps = [
      { id: 'a', delay_seconds: 1 },
      { id: 'a', delay_seconds: 1 },
    ]
    expect(await on.post('/__sandbox/canvases', { name: 'x', steps })).toMatchObject({
      status: 400,
      body: { code: 'same-id' },
    })
  })

  it('find sends by campaign, dispatch and person', async () => {
    const on = await stage()
    const messages = [{ channel: 'content_cards', title: 'x' }]
    await on.campaign({ messages })
    await on.campaign({ id: 'other', name: 'Other', messages })
    const send = async (campaign_id: string, external_user_id: string) =>
      (await on.post('/campaigns/trigger/send', { campaign_id, recipients: [{ external_user_id }] })).body.dispatch_id
    const [first, second] = [await send('hello', 'ann'), await send('other', 'ben')]
    const found = async (query: string) =>
      (await on.get(`/__sandbox/sends?${query}`)).body.sends.map((one: { dispatch_id: string }) => one.dispatch_id)
    expect(await found('')).toEqual([first, second])
    expect(await found('campaign_id=hello')).toEqual([first])
    expect(await found(`dispatch_id=${second}`)).toEqual([second])
    expect(await found('search=BEN')).toEqual([second])
    expect(await found('limit=1')).toEqual([second])
    expect((await on.get('/__sandbox/campaigns?search=hello')).body.campaigns).toMatchObject([
      { id: 'hello', sends: [{ dispatch_id: first, recipients: 1 }] },
    ])
  })

  it('forget everything with a reset', async () => {
    const on = await stage()
    await on.campaign({ messages: [{ channel: 'content_cards', title: 'x' }] })
    await on.post('/__sandbox/reset', undefined)
    expect((await on.get('/__sandbox/campaigns')).body.campaigns).toEqual([])
  })
})
